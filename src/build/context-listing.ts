import { modeOf, sizeOf } from '../context/entry.ts';
import { planOf } from '../context/plan.ts';
import { reasonText } from '../context/reason-text.ts';
import type { ContextQuery } from '../context/preparation.ts';
import { selectContext } from '../context/select.ts';
import { packContext } from '../context/tar.ts';
import { readable } from '../context/utf8.ts';

/** What a build would upload, as plain data, and the archive itself. */
export interface ContextListing {
  /** Sorted by the bytes of their paths; every folder comes before what is in it. */
  readonly files: readonly ListedFile[];
  /** A folder once, if nothing in it goes. */
  readonly ignored: readonly ListedIgnored[];
  /** What nothing reads: a folder once, with a slash behind it. */
  readonly unread: readonly string[];
  /** Localised. */
  readonly warnings: readonly string[];
  readonly totals: { readonly files: number; readonly bytes: number };
  /** The gzip archive that is uploaded. Fails with a ContextError that names the file. */
  pack(): AsyncIterable<Uint8Array>;
}

export interface ListedFile {
  readonly path: string;
  readonly size: number;
  /** Permission bits, in octal: `0644`. */
  readonly mode: string;
  readonly type: 'file' | 'folder' | 'link';
  /** Localised. */
  readonly reason: string;
}

export interface ListedIgnored {
  readonly path: string;
  /** The ignore file. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** As written. */
  readonly pattern: string;
}

/** Throws ContextError. */
export async function listContext(query: ContextQuery): Promise<ContextListing> {
  const context = await selectContext(query);
  const plan = planOf(context);
  return {
    files: context.selected.map(({ entry, reason }) => ({
      path: entry.path,
      size: sizeOf(entry),
      mode: modeOf(entry).toString(8).padStart(4, '0'),
      type: entry.type === 'text' ? 'file' : entry.type,
      reason: reasonText(reason),
    })),
    ignored: context.ignored.map(({ path, pattern }) => ({
      path: readable(path),
      file: context.rules.file,
      line: pattern.line,
      pattern: readable(pattern.written),
    })),
    unread: context.unread.map(({ path, folder }) => (folder ? `${readable(path)}/` : readable(path))),
    warnings: context.warnings.map(({ message }) => message),
    totals: plan.totals,
    pack: () => packContext(plan),
  };
}
