import { join } from 'node:path';
import { folderEntry } from './disk-entry.ts';
import type { ContextWarning } from './entry.ts';
import type { IgnoreRules } from './ignore.ts';
import type { OwnFile } from './own-files.ts';
import { prepare, type ContextQuery, type Preparation } from './preparation.ts';
import type { Read } from './reads/read.ts';
import type { LeftOut, Selected, Selection } from './selection.ts';
import { Slices } from './slices.ts';
import { mergeByBytes, sortByBytes } from './sort.ts';
import { unmatchedReads, type Unmatched } from './unmatched.ts';
import { walk } from './walk.ts';

/** Which files go, why, and what does not. */
export interface SelectedContext extends Pick<Selection, 'ignored' | 'unread'> {
  /** Sorted by the bytes of their paths. */
  readonly selected: readonly Selected[];
  /** Path of the Dockerfile inside the context. */
  readonly dockerfile: string;
  /** The ignore file that holds, as messages name it. */
  readonly ignoreFile?: string;
  readonly rules: IgnoreRules;
  readonly reads: readonly Read[];
  /** Why everything goes, localised. */
  readonly everything?: string;
  /** Reads that find nothing. */
  readonly unmatched: readonly Unmatched[];
  readonly warnings: readonly ContextWarning[];
}

/**
 * Which files the build gets: what it reads of what the ignore file leaves, and always the Dockerfile and the ignore file
 * themselves, which the builder reads again. Reads names and sizes, no content but the two files'.
 * Throws {@link ContextError}, or the signal's reason.
 */
export async function selectContext(query: ContextQuery): Promise<SelectedContext> {
  query.signal?.throwIfAborted();
  const preparation = await prepare(query);
  const selection = await walk(preparation.walk, query.signal);
  return await assemble(preparation, selection, query.signal);
}

/** Puts together what was found out before the walk and in it. */
export async function assemble(
  { walk: { root, rules }, own, dockerfile, ignoreFile, reads, everything }: Preparation,
  selection: Selection,
  signal?: AbortSignal,
): Promise<SelectedContext> {
  const slices = new Slices(signal);
  const unmatched = await unmatchedReads({ root, rules, reads, selection }, slices);
  const isNotOwn = ({ path }: LeftOut): boolean => own.every(({ entry }) => entry.path !== path);
  return {
    selected: await merge(root, selection.chosen, own, slices),
    dockerfile,
    ...(ignoreFile === undefined ? {} : { ignoreFile }),
    rules,
    ignored: await slices.filter(selection.ignored, isNotOwn),
    unread: await slices.filter(selection.unread, isNotOwn),
    reads,
    ...(everything === undefined ? {} : { everything }),
    unmatched,
    warnings: [
      ...selection.warnings,
      ...unmatched.map(({ read, message }) => ({ path: read.path, message })),
    ],
  };
}

/** All that goes, sorted. A folder must be there when something in it goes. */
async function merge(
  root: string,
  chosen: readonly Selected[],
  own: readonly OwnFile[],
  slices: Slices,
): Promise<Selected[]> {
  const folders = new Set(['']);
  const added = new Map<string, Selected>(
    own.map(({ entry, kind }) => [entry.path, { entry, reason: { kind } }]),
  );
  for await (const portion of slices.portions(chosen)) {
    for (const { entry } of portion) {
      if (entry.type === 'folder') folders.add(entry.path);
      addParents(root, entry.path, folders, added);
    }
  }
  for (const { entry } of own) addParents(root, entry.path, folders, added);
  return await mergeByBytes(chosen, await sortByBytes([...added.values()], pathOf, slices), pathOf, slices);
}

function pathOf({ entry }: Selected): string {
  return entry.path;
}

/** Adds the folders on the way to a path that are not there yet. */
function addParents(root: string, path: string, folders: Set<string>, added: Map<string, Selected>): void {
  for (let slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
    const folder = path.slice(0, slash);
    if (folders.has(folder)) return;
    folders.add(folder);
    added.set(folder, { entry: folderEntry(join(root, folder), folder), reason: { kind: 'parent' } });
  }
}
