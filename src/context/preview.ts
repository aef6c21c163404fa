import { sizeOf, type ContextPlan, type ContextWarning } from './entry.ts';
import type { Read } from './reads/read.ts';
import type { ContextQuery } from './preparation.ts';
import { previewTree, type PreviewFolder } from './preview-tree.ts';
import { selectContext, type SelectedContext } from './select.ts';
import type { Ignored, LeftOut } from './selection.ts';
import { Slices } from './slices.ts';

/** What a source of the Dockerfile takes. */
export interface ReadTotals {
  readonly read: Read;
  readonly files: number;
  readonly bytes: number;
}

/** The context before it is sent. */
export interface ContextPreview {
  readonly root: PreviewFolder;
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
  const root = await previewTree(selected, everything ?? '', slices);
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
