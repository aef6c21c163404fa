import * as l10n from '@vscode/l10n';
import { ContextError } from './context-error.ts';
import { listFolder } from './folder-list.ts';
import type { IgnorePattern } from './ignore-pattern.ts';
import type { IgnoreRules } from './ignore.ts';
import { readerOf } from './reads/read-scope.ts';
import type { Read } from './reads/read.ts';
import type { Selection } from './selection.ts';
import type { Slices } from './slices.ts';

/** A read that finds nothing, and why. */
export interface Unmatched {
  readonly read: Read;
  readonly why:
    | { readonly kind: 'missing' }
    /** Something of that name in another case. */
    | { readonly kind: 'case'; readonly actual: string }
    | { readonly kind: 'ignored'; readonly pattern: IgnorePattern };
  /** Localised. */
  readonly message: string;
}

export interface UnmatchedQuery {
  /** The context's absolute path. */
  readonly root: string;
  readonly rules: IgnoreRules;
  readonly reads: readonly Read[];
  readonly selection: Pick<Selection, 'chosen' | 'ignored'>;
}

/** The reads for which nothing goes, in the order of the Dockerfile. */
export async function unmatchedReads(query: UnmatchedQuery, slices: Slices): Promise<Unmatched[]> {
  const { rules, reads, selection } = query;
  const matched = new Set<Read>();
  let last: readonly Read[] = [];
  for await (const portion of slices.portions(selection.chosen)) {
    for (const { reason } of portion) {
      const by = reason.kind === 'read' ? reason.by : [];
      // Neighbours mostly have the same list.
      if (by !== last) for (const read of by) matched.add(read);
      last = by;
    }
  }
  const unmatched: Unmatched[] = [];
  for (const read of reads) {
    if (read.path === '' || matched.has(read)) continue;
    unmatched.push(describe(read, await find(query, read, slices), rules.file));
  }
  return unmatched;
}

async function find(
  { root, rules, selection: { ignored } }: UnmatchedQuery,
  read: Read,
  slices: Slices,
): Promise<Unmatched['why']> {
  const reader = readerOf(read);
  const [by] = await slices.filter(ignored, ({ path }) => reader.reads(path));
  if (by !== undefined) return { kind: 'ignored', pattern: by.pattern };
  if (read.matching !== 'literal') return { kind: 'missing' };
  const actual = await onDisk(root, read.path, slices);
  if (actual === undefined) return { kind: 'missing' };
  if (actual !== read.path) return { kind: 'case', actual };
  const pattern = rules.judgeAlone(read.path);
  return pattern === undefined ? { kind: 'missing' } : { kind: 'ignored', pattern };
}

/** The path as it is on the disk, where names may differ in case or in how accents are composed. */
async function onDisk(root: string, path: string, slices: Slices): Promise<string | undefined> {
  const found: string[] = [];
  for (const name of path.split('/')) {
    const wanted = folded(name);
    const names = await slices.filter(
      await namesIn(root, found.join('/'), slices),
      (other) => folded(other) === wanted,
    );
    const actual = names.includes(name) ? name : names[0];
    if (actual === undefined) return undefined;
    found.push(actual);
  }
  return found.join('/');
}

/** Names in a folder; none where it is none or cannot be read. */
async function namesIn(root: string, folder: string, slices: Slices): Promise<readonly string[]> {
  try {
    return (await listFolder(root, folder, slices)).map(({ name }) => name);
  } catch (error) {
    if (error instanceof ContextError) return [];
    throw error;
  }
}

function folded(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

function describe(read: Read, why: Unmatched['why'], ignoreFile: string): Unmatched {
  const { instruction, written, line } = read;
  switch (why.kind) {
    case 'missing':
      return {
        read,
        why,
        message: l10n.t('Line {0}: {1} finds nothing at "{2}".', line, instruction, written),
      };
    case 'case':
      return {
        read,
        why,
        message: l10n.t(
          'Line {0}: {1} finds nothing at "{2}"; there is "{3}".',
          line,
          instruction,
          written,
          why.actual,
        ),
      };
    case 'ignored':
      return {
        read,
        why,
        message: l10n.t(
          'Line {0}: {1} finds nothing at "{2}": line {3} of {4} leaves it out.',
          line,
          instruction,
          written,
          why.pattern.line,
          ignoreFile,
        ),
      };
  }
}
