import type { ContextPlan, ContextWarning } from './entry.ts';
import { sizeOf } from './entry.ts';
import { totalsOf } from './plan.ts';
import type { Read } from './reads/read.ts';
import type { ContextQuery } from './preparation.ts';
import { selectContext, type Reason, type Selected, type SelectedContext } from './select.ts';
import type { Ignored, LeftOut } from './selection.ts';
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
  return {
    root: await treeOf(selected, everything ?? '', slices),
    totals: totalsOf(selected.map(({ entry }) => entry)),
    dockerfile,
    ...(ignoreFile === undefined ? {} : { ignoreFile }),
    ignored,
    unread,
    reads: await readTotals(context, slices),
    ...(everything === undefined ? {} : { everything }),
    warnings,
  };
}

interface Growing extends PreviewNode {
  bytes: number;
  files: number;
  children: Growing[];
}

async function treeOf(selected: readonly Selected[], why: string, slices: Slices): Promise<PreviewNode> {
  const root = grow('', 'folder', { kind: 'everything', why });
  const folders = new Map<string, Growing>([['', root]]);
  for await (const portion of slices.portions(selected)) {
    for (const { entry, reason } of portion) {
      const kind = entry.type === 'text' ? 'file' : entry.type;
      const node = grow(entry.path, kind, reason);
      // Every folder comes before what is in it.
      folders.get(parentOf(entry.path))?.children.push(node);
      if (kind === 'folder') {
        folders.set(entry.path, node);
      } else {
        node.bytes = sizeOf(entry);
        node.files = 1;
      }
    }
  }
  // From the deepest up: a folder was made before those in it.
  for (const folder of [...folders.values()].reverse()) await addUp(folder, slices);
  return root;
}

async function addUp(folder: Growing, slices: Slices): Promise<void> {
  for await (const portion of slices.portions(folder.children)) {
    for (const child of portion) {
      folder.bytes += child.bytes;
      folder.files += child.files;
    }
  }
  folder.children = await slices.sort(
    folder.children,
    (a, b) => b.bytes - a.bytes || compareUnits(a.name, b.name),
  );
}

function grow(path: string, kind: PreviewNode['kind'], reason: Reason): Growing {
  return {
    name: path.slice(path.lastIndexOf('/') + 1),
    path,
    kind,
    bytes: 0,
    files: 0,
    reason,
    children: [],
  };
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

async function readTotals({ reads, selected }: SelectedContext, slices: Slices): Promise<ReadTotals[]> {
  const totals = new Map(reads.map((read) => [read, { read, files: 0, bytes: 0 }]));
  for (const { entry, reason } of selected) {
    if (slices.due) await slices.pause();
    if (entry.type === 'folder' || reason.kind !== 'read') continue;
    for (const read of reason.by) {
      const total = totals.get(read);
      if (total === undefined) continue;
      total.files += 1;
      total.bytes += sizeOf(entry);
    }
  }
  return [...totals.values()];
}
