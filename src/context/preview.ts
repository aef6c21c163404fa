import {
  nameOf,
  parentOf,
  sizeOf,
  type ContextEntry,
  type ContextPlan,
  type ContextWarning,
  type FolderEntry,
} from './entry.ts';
import type { Read } from './reads/read.ts';
import type { ContextQuery } from './preparation.ts';
import { selectContext, type Reason, type Selected, type SelectedContext } from './select.ts';
import type { Ignored, LeftOut } from './selection.ts';
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
  /** Largest first, equal ones by name. */
  readonly children: readonly PreviewNode[];
}

/** What a source of the Dockerfile takes. */
export interface ReadTotals {
  readonly read: Read;
  readonly files: number;
  readonly bytes: number;
}

/** The context before it is sent: plain data. */
export interface ContextPreview {
  readonly root: PreviewNode;
  readonly totals: ContextPlan['totals'];
  /** Path of the Dockerfile inside the context. */
  readonly dockerfile: string;
  /** The ignore file that holds, as messages name it. */
  readonly ignoreFile?: string;
  readonly ignored: readonly Ignored[];
  readonly unread: readonly LeftOut[];
  /** In the order of the Dockerfile. */
  readonly reads: readonly ReadTotals[];
  /** Why everything goes, localised. */
  readonly everything?: string;
  readonly warnings: readonly ContextWarning[];
}

/** Throws as {@link selectContext} does. */
export async function previewContext(query: ContextQuery): Promise<ContextPreview> {
  return await previewOf(await selectContext(query), query.signal);
}

/** The same from a selection that was made already. */
export async function previewOf(context: SelectedContext, signal?: AbortSignal): Promise<ContextPreview> {
  const { selected, dockerfile, ignoreFile, ignored, unread, everything, warnings } = context;
  const slices = new Slices(signal);
  const root = await treeOf(selected, everything ?? '', slices);
  return {
    root,
    totals: { files: root.files, bytes: root.bytes },
    dockerfile,
    ...(ignoreFile === undefined ? {} : { ignoreFile }),
    ignored,
    unread,
    reads: await readTotals(context, slices),
    ...(everything === undefined ? {} : { everything }),
    warnings,
  };
}

interface Folder extends PreviewNode {
  bytes: number;
  files: number;
  children: PreviewNode[];
}

async function treeOf(selected: readonly Selected[], why: string, slices: Slices): Promise<PreviewNode> {
  const root = emptyFolder('', { kind: 'everything', why });
  const folders = new Map([['', root]]);
  for await (const portion of slices.portions(selected)) {
    for (const { entry, reason } of portion) {
      // Every folder comes before what is in it.
      const siblings = folders.get(parentOf(entry.path))?.children;
      if (entry.type === 'folder') {
        const folder = emptyFolder(entry.path, reason);
        folders.set(entry.path, folder);
        siblings?.push(folder);
      } else {
        siblings?.push(leafOf(entry, reason));
      }
    }
  }
  // From the deepest up: a folder was made before those in it.
  for (const folder of [...folders.values()].reverse()) await addUp(folder, slices);
  return root;
}

async function addUp(folder: Folder, slices: Slices): Promise<void> {
  for await (const portion of slices.portions(folder.children)) {
    for (const child of portion) {
      folder.bytes += child.bytes;
      folder.files += child.files;
    }
  }
  // They are in the order of their names, and equal ones stay so.
  folder.children = await slices.sort(folder.children, (a, b) => b.bytes - a.bytes);
}

function emptyFolder(path: string, reason: Reason): Folder {
  return { name: nameOf(path), path, kind: 'folder', bytes: 0, files: 0, reason, children: [] };
}

function leafOf(entry: Exclude<ContextEntry, FolderEntry>, reason: Reason): PreviewNode {
  const { path, type } = entry;
  const kind = type === 'link' ? 'link' : 'file';
  return { name: nameOf(path), path, kind, bytes: sizeOf(entry), files: 1, reason, children: none };
}

/** Of all that hold nothing. */
const none: readonly PreviewNode[] = [];

async function readTotals({ reads, selected }: SelectedContext, slices: Slices): Promise<ReadTotals[]> {
  const totals = new Map(reads.map((read) => [read, { read, files: 0, bytes: 0 }]));
  for await (const portion of slices.portions(selected)) {
    for (const { entry, reason } of portion) {
      if (entry.type === 'folder' || reason.kind !== 'read') continue;
      for (const read of reason.by) {
        const total = totals.get(read);
        if (total === undefined) continue;
        total.files += 1;
        total.bytes += sizeOf(entry);
      }
    }
  }
  return [...totals.values()];
}
