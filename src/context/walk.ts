import { accessSync, constants, lstatSync, readlinkSync } from 'node:fs';
import { join, sep } from 'node:path';
import * as l10n from '@vscode/l10n';
import { ContextError } from './context-error.ts';
import type { ContextEntry, ContextWarning, FileEntry, FolderEntry } from './entry.ts';
import { kindName, listFolder, type Child } from './folder-list.ts';
import type { IgnorePattern } from './ignore-pattern.ts';
import type { IgnoreRules, IgnoreScope } from './ignore.ts';
import { LeftOutList, type Visited } from './left-out.ts';
import { enter, readsAt, type ReadScope } from './reads/read-scope.ts';
import type { Read } from './reads/read.ts';
import { checkName, invalidTarget, unreadable } from './refusals.ts';
import type { Chosen, Selection } from './selection.ts';
import { Slices } from './slices.ts';
import { sortByBytes } from './sort.ts';
import { textOf } from './utf8.ts';

export interface WalkQuery {
  /** Absolute path without links. */
  readonly root: string;
  readonly rules: IgnoreRules;
  readonly reads: ReadScope;
  /** What nothing reads goes all the same. */
  readonly everything: boolean;
}

interface Folder {
  readonly visited: Visited;
  readonly rules: IgnoreScope;
  readonly reads: ReadScope;
}

/** What is left of a folder to be looked at: each child once, and each folder a second time to be entered. */
interface Listing {
  readonly folder: Folder;
  readonly items: readonly Item[];
  next: number;
}

interface Item {
  /** The child's name, with a slash where its turn is to be entered: so paths come in the order of their bytes. */
  readonly key: string;
  readonly child: Child;
}

/**
 * Everything in the folder that is read and not ignored, sorted by the bytes of the paths. Links are not followed. A folder
 * that nothing reads is not entered, nor is one that is ignored unless a `!` pattern may take something back in. The
 * system is asked synchronously, which takes a fifth of the time, in slices. Throws {@link ContextError}, or the signal's
 * reason.
 */
export async function walk(query: WalkQuery, signal?: AbortSignal): Promise<Selection> {
  return await finish(new Walker(query), signal);
}

/** The same, as far as it concerns one path and what lies in it. Nothing, if a folder on the way is not entered. */
export async function walkOnly(query: WalkQuery, path: string, signal?: AbortSignal): Promise<Selection> {
  return await finish(new Walker(query, path), signal);
}

async function finish(walker: Walker, signal: AbortSignal | undefined): Promise<Selection> {
  const slices = new Slices(signal);
  while (walker.step()) {
    if (slices.due) await slices.pause();
  }
  signal?.throwIfAborted();
  return walker.selection();
}

class Walker {
  readonly #root: string;
  readonly #rules: IgnoreRules;
  readonly #everything: boolean;
  /** The folders from the root to the one that is being looked at. */
  readonly #open: Listing[];
  readonly #chosen: Chosen[] = [];
  readonly #leftOut = new LeftOutList();
  readonly #warnings: ContextWarning[] = [];
  /** Folders that are to be entered when their turn comes. */
  readonly #toEnter = new Map<string, Folder>();

  constructor({ root, rules, reads, everything }: WalkQuery, only?: string) {
    this.#root = root;
    this.#everything = everything;
    this.#rules = rules;
    const visited = { path: '', parent: undefined, ignoredBy: undefined, unread: false, kept: true };
    const top = { visited, rules: rules.root, reads };
    this.#open = only === undefined ? [this.#list(top)] : this.#listOnly(top, only.split('/'));
  }

  /** The folder that holds a path, with nothing to look at but its last name. */
  #listOnly(top: Folder, names: readonly string[]): Listing[] {
    let listing = this.#list(top);
    for (const [index, name] of names.entries()) {
      const items = listing.items.filter(({ key }) => key === name || key === `${name}/`);
      if (index === names.length - 1) return [{ ...listing, items }];
      const [child] = items;
      if (child?.child.kind !== 'folder') return [];
      const folder = this.#folderIn(listing.folder, child.child);
      if (folder === undefined) return [];
      // What is left out in there is listed by itself.
      listing = this.#list({ ...folder, visited: { ...folder.visited, kept: true } });
    }
    return [];
  }

  /** Looks at some more; false when there is no more. */
  step(): boolean {
    for (let count = 0; count < 32; count++) {
      const listing = this.#open.at(-1);
      if (listing === undefined) return false;
      const item = listing.items[listing.next++];
      if (item === undefined) this.#open.pop();
      else if (item.key.endsWith('/')) this.#enter(listing.folder, item.child);
      else this.#visit(listing.folder, item.child);
    }
    return true;
  }

  selection(): Selection {
    return { chosen: this.#chosen, warnings: this.#warnings, ...this.#leftOut.lists() };
  }

  #list(folder: Folder): Listing {
    const children = listFolder(this.#root, folder.visited.path);
    const items = children.flatMap((child) =>
      child.kind === 'folder'
        ? [
            { key: child.name, child },
            { key: `${child.name}/`, child },
          ]
        : [{ key: child.name, child }],
    );
    return { folder, items: sortByBytes(items, ({ key }) => key), next: 0 };
  }

  #enter(parent: Folder, child: Child): void {
    const path = pathIn(parent, child);
    const folder = this.#toEnter.get(path);
    if (folder === undefined) return;
    this.#toEnter.delete(path);
    this.#open.push(this.#list(folder));
  }

  #visit(parent: Folder, child: Child): void {
    const path = pathIn(parent, child);
    const { ignoredBy, by, unread } = this.#judge(parent, path);
    if (child.kind === 'folder') {
      const folder = this.#folderIn(parent, child);
      if (folder === undefined) {
        this.#leftOut.add(path, true, ignoredBy, parent.visited);
      } else {
        this.#leftOut.enter(folder.visited);
        this.#toEnter.set(path, folder);
      }
    } else if (ignoredBy !== undefined || unread) {
      this.#leftOut.add(path, false, ignoredBy, parent.visited);
    }
    if (ignoredBy === undefined && !unread) {
      checkName(path);
      this.#choose(parent, path, child, by);
    }
  }

  #judge(
    { rules, reads }: Folder,
    path: string,
  ): { ignoredBy: IgnorePattern | undefined; by: readonly Read[]; unread: boolean } {
    const by = readsAt(path, reads);
    return { ignoredBy: this.#rules.judge(path, rules), by, unread: !this.#everything && by.length === 0 };
  }

  /** The folder to be entered; undefined if nothing in it can go. */
  #folderIn(parent: Folder, child: Child): Folder | undefined {
    const path = pathIn(parent, child);
    const { ignoredBy, unread } = this.#judge(parent, path);
    const reads = enter(path, parent.reads);
    const rules = this.#rules.enter(path, parent.rules);
    const mayBeRead = !unread || reads.open.length > 0;
    const mayStay = ignoredBy === undefined || this.#rules.mayReincludeIn(rules);
    return mayBeRead && mayStay && (child.utf8 || ignoredBy === undefined)
      ? { visited: { path, parent: parent.visited, ignoredBy, unread, kept: false }, rules, reads }
      : undefined;
  }

  #choose(parent: Folder, path: string, child: Child, by: Chosen['by']): void {
    const entry = this.#entry(path, child);
    if (entry === undefined) return;
    this.#chosen.push({ entry, by });
    this.#leftOut.keep(parent.visited);
  }

  #entry(path: string, child: Child): ContextEntry | undefined {
    const native = toNative(this.#root, path);
    try {
      switch (child.kind) {
        case 'folder':
          return folderEntry(native, path);
        case 'link':
          return { type: 'link', path, target: readTarget(native, path) };
        case 'file':
          return fileEntry(native, path);
        default:
          this.#warnings.push({
            path,
            message: l10n.t('"{0}" is left out: it is a {1}, not a file.', path, kindName(child.kind)),
          });
          return undefined;
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
        return undefined; // gone since the folder was listed: as if it had never been there
      }
      throw error instanceof ContextError ? error : unreadable(path, error);
    }
  }
}

function pathIn({ visited }: Folder, { name }: Child): string {
  return visited.path === '' ? name : `${visited.path}/${name}`;
}

/** The entry for a folder. Throws the system's error. */
export function folderEntry(source: string, path: string): FolderEntry {
  return { type: 'folder', path, mode: modeOf(lstatSync(source).mode) };
}

/** The entry for a file that must be readable. Throws the system's error. */
export function fileEntry(source: string, path: string): FileEntry {
  const { size, mode } = lstatSync(source);
  // A file that everybody may read needs no second question.
  if ((mode & 0o444) !== 0o444) accessSync(source, constants.R_OK);
  return { type: 'file', path, source, size, mode: modeOf(mode) };
}

/**
 * What Docker's client sends: the permission bits as they are, setuid and its like included; on Windows, which has no
 * executable bit, everything is executable and nobody else's to write. (moby/pkg/archive, chmodTarEntry)
 */
function modeOf(mode: number): number {
  return process.platform === 'win32' ? (mode & 0o755) | 0o111 : mode & 0o7777;
}

function readTarget(native: string, path: string): string {
  const target = textOf(readlinkSync(native, { encoding: 'buffer' }));
  if (/\p{Surrogate}/u.test(target)) throw invalidTarget(path, target);
  return sep === '\\' ? target.replaceAll('\\', '/') : target;
}

function toNative(root: string, path: string): string {
  return sep === '/' ? `${root}/${path}` : join(root, path.replaceAll('/', sep));
}
