import { nameOf, parentOf, sizeOf } from './entry.ts';
import type { Reason, Selected } from './selection.ts';
import { Slices } from './slices.ts';
import { compareUnits } from './sort.ts';

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
      if (type !== 'folder') {
        parent?.addFile(one);
        continue;
      }
      const folder = new PreviewFolder(path, one.reason);
      folders.set(path, folder);
      parent?.addFolder(folder);
    }
  }
  // From the deepest up: a folder was made before those in it.
  for (const folder of [...folders.values()].reverse()) folder.addUpFolders();
  return root;
}

/** A folder that goes. Makes nodes of what is in it when they are asked for: most folders are never opened. */
export class PreviewFolder implements PreviewNode {
  readonly kind = 'folder';
  readonly path: string;
  readonly reason: Reason;
  readonly #folders: PreviewFolder[] = [];
  readonly #files: Selected[] = [];
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
    return this.#folders.length + this.#files.length > 0;
  }

  async children(): Promise<readonly PreviewNode[]> {
    return await (this.#children ??= this.#sorted(new Slices()));
  }

  /** The node of a path in the context, which lies in this folder; undefined where nothing of that path goes. */
  find(path: string): PreviewNode | undefined {
    const folder = this.#folders.find((one) => path === one.path || path.startsWith(`${one.path}/`));
    if (folder !== undefined) return folder.path === path ? folder : folder.find(path);
    const file = this.#files.find(({ entry }) => entry.path === path);
    return file === undefined ? undefined : leafOf(file);
  }

  addFolder(folder: PreviewFolder): void {
    this.#folders.push(folder);
  }

  addFile(file: Selected): void {
    this.#files.push(file);
    this.files += 1;
    this.bytes += sizeOf(file.entry);
  }

  /** When each of its folders has added up its own. */
  addUpFolders(): void {
    for (const { bytes, files } of this.#folders) {
      this.bytes += bytes;
      this.files += files;
    }
  }

  async #sorted(slices: Slices): Promise<readonly PreviewNode[]> {
    const nodes: PreviewNode[] = [...this.#folders];
    for await (const portion of slices.portions(this.#files)) nodes.push(...portion.map(leafOf));
    return await slices.sort(nodes, (a, b) => b.bytes - a.bytes || compareUnits(a.name, b.name));
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
