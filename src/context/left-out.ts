import type { IgnorePattern } from './ignore-pattern.ts';
import type { Ignored, LeftOut } from './selection.ts';
import type { Slices } from './slices.ts';
import { compareUnits } from './sort.ts';

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
  readonly parent: Visited | undefined;
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

  /** Both sorted by their paths' code units. */
  async lists(
    slices: Slices,
  ): Promise<{ readonly ignored: readonly Ignored[]; readonly unread: readonly LeftOut[] }> {
    const ignored: Ignored[] = [];
    const unread: LeftOut[] = [];
    for (const { path, ignoredBy, parent, kept } of this.#visited) {
      if (!kept) this.#items.push({ path, folder: true, ignoredBy, parent });
    }
    for await (const portion of slices.portions(this.#items)) {
      for (const { path, folder, ignoredBy, parent } of portion) {
        // What lies in a folder that is left out as a whole is not listed.
        if (isLeftOut(parent, ignoredBy === undefined)) continue;
        if (ignoredBy === undefined) unread.push({ path, folder });
        else ignored.push({ path, folder, pattern: ignoredBy });
      }
    }
    return { ignored: await slices.sort(ignored, byPath), unread: await slices.sort(unread, byPath) };
  }
}

/** Whether a folder, or one that holds it, is listed as a whole: among the ignored ones, or also among the unread. */
function isLeftOut(folder: Visited | undefined, orUnread: boolean): boolean {
  for (let one = folder; one !== undefined && !one.kept; one = one.parent) {
    if (one.ignoredBy !== undefined || (orUnread && one.unread)) return true;
  }
  return false;
}

/** As {@link LeftOutList.lists} sorts. */
export function byPath(a: LeftOut, b: LeftOut): number {
  return compareUnits(a.path, b.path);
}
