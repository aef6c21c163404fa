import { IgnorePattern } from '../ignore-pattern.ts';
import { fileMatch } from '../patterns/file-match.ts';
import type { Read } from './read.ts';

/** A read, ready to find its files. `origin` is the one in the Dockerfile, where a link led to another path. */
export interface Reader {
  readonly origin: Read;
  /** What it finds. */
  readonly path: string;
  /** Whether the path itself is what is read; all that lies in it is, too. */
  reads(path: string): boolean;
  /** Whether something in the folder, whose parent may hold something, may be read. Errs on the side of yes. */
  mayReadIn(folder: string): boolean;
}

/** Finds what `path` reads; it stands for what `origin` reads where a link led from one to the other. */
export function readerOf(origin: Read, path = origin.path, matching = origin.matching): Reader {
  if (matching === 'literal') {
    return {
      origin,
      path,
      reads: (other) => other === path,
      mayReadIn: (folder) => path.startsWith(`${folder}/`),
    };
  }
  const components = path.split('/');
  // A bracket or an escape may match a slash: from there on names cannot be told apart.
  const odd = components.findIndex((component) => /[[\\]/.test(component));
  const plain = matching === 'parents' ? undefined : odd === -1 ? components.length : odd;
  const pattern =
    matching === 'parents'
      ? new IgnorePattern({ line: origin.line, written: origin.written, text: path, reincludes: false })
      : undefined;
  return {
    origin,
    path,
    reads: (other) =>
      other === path ||
      (other !== '' && (fileMatch(path, other) === true || pattern?.matches(other) === true)),
    mayReadIn: (folder) => {
      if (plain === undefined) return true;
      const names = folder.split('/');
      if (names.length > plain) return plain < components.length;
      const [name = '', component = ''] = [names.at(-1), components[names.length - 1]];
      return names.length < components.length && fileMatch(component, name) === true;
    },
  };
}

/** What is known about a folder: by which reads all of it goes, and which ones may read something in it. */
export interface ReadScope {
  readonly by: readonly Read[];
  readonly open: readonly Reader[];
}

/** The scope of the context's root. */
export function rootScope(readers: readonly Reader[]): ReadScope {
  return enter('', { by: [], open: readers });
}

/** The reads by which a path goes. `scope` is that of the folder that holds it. */
export function readsAt(path: string, scope: ReadScope): readonly Read[] {
  let found: Read[] | undefined;
  for (const reader of scope.open) {
    if (reader.reads(path) && !(found ?? scope.by).includes(reader.origin)) {
      found = [...(found ?? scope.by), reader.origin];
    }
  }
  return found ?? scope.by;
}

/** The scope for what lies in a folder, which itself lies in `scope`. */
export function enter(folder: string, scope: ReadScope): ReadScope {
  const open = scope.open.filter(
    (reader) => !reader.reads(folder) && (folder === '' || reader.mayReadIn(folder)),
  );
  return { by: readsAt(folder, scope), open };
}
