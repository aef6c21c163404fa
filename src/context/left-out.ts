import type { IgnorePattern } from './ignore-pattern.ts';
import type { Ignored, LeftOut } from './selection.ts';

/** A folder that the walk entered. */
export interface Visited {
  readonly path: string;
  readonly parent: Visited | undefined;
  readonly ignoredBy: IgnorePattern | undefined;
  readonly unread: boolean;
  /** Something in it goes. */
  kept: boolean;
}

interface Item {
  readonly path: string;
  readonly folder: boolean;
  readonly ignoredBy: IgnorePattern | undefined;
  readonly parent: Visited;
}

/** Gathers what is left out, each folder once where nothing in it goes. */
export class LeftOutList {
  readonly #items: Item[] = [];
  readonly #visited: Visited[] = [];

  /** Something that is ignored, or else read by nothing. */
  add(path: string, folder: boolean, ignoredBy: IgnorePattern | undefined, parent: Visited): void {
    this.#items.push({ path, folder, ignoredBy, parent });
  }

  /** A folder is entered. */
  enter(folder: Visited): void {
    if (folder.ignoredBy !== undefined || folder.unread) this.#visited.push(folder);
  }

  /** Something in the folder goes. */
  keep(folder: Visited): void {
    for (let one: Visited | undefined = folder; one !== undefined && !one.kept; one = one.parent) {
      one.kept = true;
    }
  }

  lists(): { readonly ignored: readonly Ignored[]; readonly unread: readonly LeftOut[] } {
    const ignored: Ignored[] = [];
    const unread: LeftOut[] = [];
    const folders = this.#visited.map((visited): Item => ({
      path: visited.path,
      folder: true,
      ignoredBy: visited.ignoredBy,
      parent: visited.parent ?? visited,
    }));
    for (const { path, folder, ignoredBy, parent } of [
      ...this.#items,
      ...folders.filter((_, index) => this.#visited[index]?.kept === false),
    ]) {
      // What lies in a folder that is left out as a whole is not listed.
      if (isLeftOut(parent, ignoredBy === undefined)) continue;
      if (ignoredBy === undefined) unread.push({ path, folder });
      else ignored.push({ path, folder, pattern: ignoredBy });
    }
    return { ignored: ignored.sort(byPath), unread: unread.sort(byPath) };
  }
}

/** Whether a folder, or one that holds it, is listed as a whole: among the ignored ones, or also among the unread. */
function isLeftOut(folder: Visited, orUnread: boolean): boolean {
  for (let one: Visited | undefined = folder; one !== undefined && !one.kept; one = one.parent) {
    if (one.ignoredBy !== undefined || (orUnread && one.unread)) return true;
  }
  return false;
}

function byPath(a: LeftOut, b: LeftOut): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}
