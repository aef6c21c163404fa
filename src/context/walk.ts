import * as l10n from '@vscode/l10n';
import { entryAt } from './disk-entry.ts';
import type { ContextEntry, ContextWarning } from './entry.ts';
import { kindName, listFolder, type Child, type Kind } from './folder-list.ts';
import type { IgnorePattern } from './ignore-pattern.ts';
import type { IgnoreRules, IgnoreScope } from './ignore.ts';
import { LeftOutList, type Visited } from './left-out.ts';
import { onlyThese, type Only } from './only.ts';
import { enter, readsAt, type ReadScope } from './reads/read-scope.ts';
import type { Read } from './reads/read.ts';
import { checkName } from './refusals.ts';
import type { Reason, Selected, Selection } from './selection.ts';
import { Slices } from './slices.ts';
import { sortByBytes } from './sort.ts';
import { StatQueue } from './stat-queue.ts';

export interface WalkQuery {
  /** Absolute path without links. */
  readonly root: string;
  readonly rules: IgnoreRules;
  readonly reads: ReadScope;
  /** Why what nothing reads goes all the same, localised, where it does. */
  readonly everything: string | undefined;
}

interface Folder {
  readonly visited: Visited;
  readonly rules: IgnoreScope;
  readonly reads: ReadScope;
}

/** What is left of a folder to be looked at. */
interface Listing {
  readonly folder: Folder;
  /**
   * Each child once, and each folder a second time with a slash after its name, where its turn is to be entered: so paths
   * come in the order of their bytes.
   */
  readonly turns: readonly Child[];
  /** What of the folder is looked at, where it is not all of it. */
  readonly only: Only | undefined;
  next: number;
}

/**
 * Everything in the folder that is read and not ignored, sorted by the bytes of the paths. Links are not followed. A folder
 * that nothing reads is not entered, nor is one that is ignored unless a `!` pattern may take something back in. The
 * system is asked synchronously, which takes a fifth of the time, and the clock is looked at after every question.
 * Throws {@link ContextError}, or the signal's reason.
 */
export async function walk(query: WalkQuery, signal?: AbortSignal): Promise<Selection> {
  return await walkWith(query, undefined, signal);
}

/** The same, as far as it concerns these paths and what lies in them. Nothing, if a folder on the way is not entered. */
export async function walkOnly(
  query: WalkQuery,
  paths: readonly string[],
  signal?: AbortSignal,
): Promise<Selection> {
  return await walkWith(query, onlyThese(paths), signal);
}

async function walkWith(query: WalkQuery, only?: Only, signal?: AbortSignal): Promise<Selection> {
  const stats = new StatQueue(query.root);
  try {
    return await new Walker(query, stats, signal).walk(only);
  } finally {
    stats.close();
  }
}

class Walker {
  readonly #root: string;
  readonly #rules: IgnoreRules;
  readonly #reads: ReadScope;
  readonly #everything: string | undefined;
  readonly #slices: Slices;
  readonly #stats: StatQueue;
  /** The folders from the root to the one that is being looked at. */
  readonly #open: Listing[] = [];
  readonly #chosen: Selected[] = [];
  readonly #reasons = new Map<readonly Read[], Reason>();
  readonly #leftOut = new LeftOutList();
  readonly #warnings: ContextWarning[] = [];
  /** Folders that are to be entered when their turn comes. */
  readonly #toEnter = new Map<string, Folder>();

  constructor({ root, rules, reads, everything }: WalkQuery, stats: StatQueue, signal?: AbortSignal) {
    this.#root = root;
    this.#rules = rules;
    this.#reads = reads;
    this.#everything = everything;
    this.#stats = stats;
    this.#slices = new Slices(signal);
  }

  async walk(only?: Only): Promise<Selection> {
    const visited = { path: '', parent: undefined, ignoredBy: undefined, unread: false, kept: true };
    await this.#list({ visited, rules: this.#rules.root, reads: this.#reads }, only);
    for (let listing = this.#open.at(-1); listing !== undefined; listing = this.#open.at(-1)) {
      if (this.#slices.due) await this.#slices.pause();
      const child = listing.turns[listing.next++];
      if (child === undefined) this.#open.pop();
      else if (child.name.endsWith('/')) await this.#enter(listing, child.name.slice(0, -1));
      else if (partOf(listing, child.name) === undefined) this.#visit(listing.folder, child);
      else this.#pass(listing.folder, child);
    }
    const chosen = await this.#askAgain(await this.#stats.finish(this.#slices));
    // What was asked to stop while it did not wait stops here.
    await this.#slices.pause();
    const leftOut = await this.#leftOut.lists(this.#slices);
    return { chosen, warnings: this.#warnings, ...leftOut };
  }

  async #list(folder: Folder, only: Only | undefined): Promise<void> {
    const turns: Child[] = [];
    const children = await listFolder(this.#root, folder.visited.path, this.#slices);
    for await (const portion of this.#slices.portions(children)) {
      for (const child of portion) {
        if (only?.has(child.name) === false) continue;
        turns.push(child);
        if (child.kind === 'folder') turns.push({ ...child, name: `${child.name}/` });
      }
    }
    const sorted = await sortByBytes(turns, ({ name }) => name, this.#slices);
    this.#open.push({ folder, turns: sorted, only, next: 0 });
  }

  async #enter(parent: Listing, name: string): Promise<void> {
    const path = pathIn(parent.folder, name);
    const folder = this.#toEnter.get(path);
    if (folder === undefined) return;
    this.#toEnter.delete(path);
    await this.#list(folder, partOf(parent, name));
  }

  /** Goes through a folder in which something is looked at. */
  #pass(parent: Folder, child: Child): void {
    if (child.kind !== 'folder') return;
    const folder = this.#folderIn(parent, child);
    if (folder === undefined) return;
    // What is left out in there is listed by itself.
    this.#toEnter.set(folder.visited.path, { ...folder, visited: { ...folder.visited, kept: true } });
  }

  #visit(parent: Folder, child: Child): void {
    const path = pathIn(parent, child.name);
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
      checkName(path, child.name);
      this.#choose(parent, path, child, by);
    }
  }

  #judge(
    { rules, reads }: Folder,
    path: string,
  ): { ignoredBy: IgnorePattern | undefined; by: readonly Read[]; unread: boolean } {
    const by = readsAt(path, reads);
    return {
      ignoredBy: this.#rules.judge(path, rules),
      by,
      unread: this.#everything === undefined && by.length === 0,
    };
  }

  /** The folder to be entered; undefined if nothing in it can go. */
  #folderIn(parent: Folder, child: Child): Folder | undefined {
    const path = pathIn(parent, child.name);
    const { ignoredBy, unread } = this.#judge(parent, path);
    const reads = enter(path, parent.reads);
    const rules = this.#rules.enter(path, parent.rules);
    const mayBeRead = !unread || reads.open.length > 0;
    const mayStay = ignoredBy === undefined || this.#rules.mayReincludeIn(rules);
    return mayBeRead && mayStay && (child.utf8 || ignoredBy === undefined)
      ? { visited: { path, parent: parent.visited, ignoredBy, unread, kept: false }, rules, reads }
      : undefined;
  }

  #choose(parent: Folder, path: string, child: Child, by: readonly Read[]): void {
    const entry = this.#entry(path, child.kind);
    if (entry === undefined) return;
    this.#chosen.push({ entry, reason: this.#reasonOf(by) });
    this.#leftOut.keep(parent.visited);
  }

  #entry(path: string, kind: Kind): ContextEntry | undefined {
    switch (kind) {
      case 'file':
        return this.#stats.add(path);
      case 'folder':
      case 'link':
        return entryAt(this.#root, path, kind);
      default:
        this.#warnings.push({
          path,
          message: l10n.t('"{0}" is left out: it is a {1}, not a file.', path, kindName(kind)),
        });
        return undefined;
    }
  }

  #reasonOf(by: readonly Read[]): Reason {
    const known = this.#reasons.get(by);
    if (known !== undefined) return known;
    const reason: Reason =
      by.length === 0 ? { kind: 'everything', why: this.#everything ?? '' } : { kind: 'read', by };
    this.#reasons.set(by, reason);
    return reason;
  }

  /** What goes, after a second question about the files that were refused: it tells why. */
  async #askAgain(refused: ReadonlySet<ContextEntry>): Promise<readonly Selected[]> {
    if (refused.size === 0) return this.#chosen;
    const chosen: Selected[] = [];
    for await (const portion of this.#slices.portions(this.#chosen)) {
      for (const { entry, reason } of portion) {
        const there = refused.has(entry) ? entryAt(this.#root, entry.path, 'file') : entry;
        if (there !== undefined) chosen.push({ entry: there, reason });
      }
    }
    return chosen;
  }
}

/** What of a child is looked at; undefined for all of it. Where it is a part, the child itself is not looked at. */
function partOf({ only }: Listing, name: string): Only | undefined {
  const part = only?.get(name);
  return part === 'whole' ? undefined : part;
}

function pathIn({ visited }: Folder, name: string): string {
  return visited.path === '' ? name : `${visited.path}/${name}`;
}
