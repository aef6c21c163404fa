import { nameOf, parentOf, sizeOf } from './entry.ts';
import type { Reason, Selected } from './selection.ts';
import { Slices } from './slices.ts';

/** One file, link or folder that goes. */
export interface PreviewNode {
  readonly name: string;
  /** Relative to the context; empty for the root. */
  readonly path: string;
  readonly kind: 'file' | 'folder' | 'link';
  /** Of all that is in it. */
  readonly bytes: number;
  /** Files and links in it; 1 for one itself. */
  readonly files: number;
  readonly reason: Reason;
  readonly hasChildren: boolean;
  /** Largest first, equal ones by name. */
  readonly children: () => Promise<readonly PreviewNode[]>;
}

/** The tree of what goes, from the root. `why`: the reason for which the root itself does. */
export async function previewTree(
  selected: readonly Selected[],
  why: string,
  slices: Slices,
): Promise<PreviewFolder> {
  const root = new PreviewFolder('', { kind: 'everything', why });
  const folders = new Map([['', root]]);
  for await (const portion of slices.portions(selected)) {
    for (const one of portion) {
      const { path, type } = one.entry;
      // Every folder comes before what is in it.
      const parent = folders.get(parentOf(path));
      if (type === 'folder') {
        const folder = new PreviewFolder(path, one.reason);
        folders.set(path, folder);
        parent?.add(folder);
      } else {
        parent?.add(one);
      }
    }
  }
  // From the deepest up: a folder was made before those in it.
  for (const folder of [...folders.values()].reverse()) await folder.addUp(slices);
  return root;
}

/** A folder that goes. Makes nodes of what is in it when they are asked for: most folders are never opened. */
export class PreviewFolder implements PreviewNode {
  readonly kind = 'folder';
  readonly path: string;
  readonly reason: Reason;
  /** In the order of their names. */
  readonly #items: (PreviewFolder | Selected)[] = [];
  #children: Promise<readonly PreviewNode[]> | undefined;
  bytes = 0;
  files = 0;

  constructor(path: string, reason: Reason) {
    this.path = path;
    this.reason = reason;
  }

  get name(): string {
    return nameOf(this.path);
  }

  get hasChildren(): boolean {
    return this.#items.length > 0;
  }

  async children(): Promise<readonly PreviewNode[]> {
    return await (this.#children ??= this.#sorted(new Slices()));
  }

  /** The node of a path in the context, which lies in this folder; undefined where nothing of that path goes. */
  find(path: string): PreviewNode | undefined {
    for (const item of this.#items) {
      if (!(item instanceof PreviewFolder)) {
        if (item.entry.path === path) return leafOf(item);
      } else if (item.path === path) {
        return item;
      } else if (path.startsWith(`${item.path}/`)) {
        return item.find(path);
      }
    }
    return undefined;
  }

  add(item: PreviewFolder | Selected): void {
    this.#items.push(item);
  }

  /** Works out what is in it, when each of its folders knows that of its own. */
  async addUp(slices: Slices): Promise<void> {
    for await (const portion of slices.portions(this.#items)) {
      for (const item of portion) {
        const isFolder = item instanceof PreviewFolder;
        this.bytes += isFolder ? item.bytes : sizeOf(item.entry);
        this.files += isFolder ? item.files : 1;
      }
    }
  }

  async #sorted(slices: Slices): Promise<readonly PreviewNode[]> {
    const nodes: PreviewNode[] = [];
    for await (const portion of slices.portions(this.#items)) {
      nodes.push(...portion.map((item) => (item instanceof PreviewFolder ? item : leafOf(item))));
    }
    // Equal ones stay in the order of their names.
    return await slices.sort(nodes, (a, b) => b.bytes - a.bytes);
  }
}

function leafOf({ entry, reason }: Selected): PreviewNode {
  const { path, type } = entry;
  const kind = type === 'link' ? 'link' : 'file';
  const bytes = sizeOf(entry);
  return { name: nameOf(path), path, kind, bytes, files: 1, reason, hasChildren: false, children: none };
}

function none(): Promise<readonly PreviewNode[]> {
  return Promise.resolve([]);
}
