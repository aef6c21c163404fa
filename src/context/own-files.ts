import * as l10n from '@vscode/l10n';
import { ContextError } from './context-error.ts';
import { fileEntry } from './disk-entry.ts';
import type { DockerfileLocation } from './dockerfile-location.ts';
import type { FileEntry, TextEntry } from './entry.ts';

/** A file that the builder itself reads: it goes whatever the ignore file says. */
export interface OwnFile {
  readonly entry: FileEntry | TextEntry;
  readonly kind: 'dockerfile' | 'ignore-file';
}

/** Name of a Dockerfile from outside the folder: unlikely to be anybody's own. */
export const outsideDockerfile = '.kaniko-build.Dockerfile';

/** The Dockerfile and its ignore file. */
export function ownFiles(location: DockerfileLocation, ignoreContent: Uint8Array): OwnFile[] {
  const { inside, ignore, source } = location;
  const dockerfile: OwnFile = {
    entry: ownEntry(source, inside ?? outsideDockerfile),
    kind: 'dockerfile',
  };
  if (inside === undefined) {
    // The builders look for an ignore file beside the Dockerfile first. The two lines keep both out of `COPY .`.
    const path = `${outsideDockerfile}.dockerignore`;
    const content = Buffer.concat([ignoreContent, Buffer.from(`\n${outsideDockerfile}\n${path}\n`)]);
    return [dockerfile, ignoreEntry({ type: 'text', path, content })];
  }
  return ignore?.inside === undefined
    ? [dockerfile]
    : [dockerfile, ignoreEntry({ type: 'text', path: ignore.inside, content: ignore.content })];
}

function ignoreEntry(entry: TextEntry): OwnFile {
  return { entry, kind: 'ignore-file' };
}

function ownEntry(source: string, path: string): FileEntry {
  try {
    return fileEntry(source, path);
  } catch (error) {
    throw dockerfileUnreadable(source, error);
  }
}

export function dockerfileUnreadable(source: string, error: unknown): ContextError {
  return new ContextError(
    'dockerfile-unreadable',
    source,
    l10n.t(
      'The Dockerfile {0} cannot be read: {1}.',
      source,
      (error as NodeJS.ErrnoException).code ?? String(error),
    ),
    l10n.t('Make it readable for your user.'),
    { cause: error },
  );
}
