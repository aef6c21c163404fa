import type { ContextEntry, ContextWarning } from './entry.ts';
import type { IgnorePattern } from './ignore-pattern.ts';
import type { Read } from './reads/read.ts';

/** Why a file goes. */
export type Reason =
  | { readonly kind: 'read'; readonly by: readonly Read[] }
  | { readonly kind: 'dockerfile' | 'ignore-file' }
  /** The folder of something that goes. */
  | { readonly kind: 'parent' }
  /** `why` is localised. */
  | { readonly kind: 'everything'; readonly why: string };

/** One of what goes. */
export interface Selected {
  readonly entry: ContextEntry;
  /** The same object for all that have the same reads. */
  readonly reason: Reason;
}

/** Which files of a folder go, and why. */
export interface Selection {
  /** Sorted by the bytes of their paths; folders that are ignored are absent even where something in them goes. */
  readonly chosen: readonly Selected[];
  /** What the ignore file leaves out: a folder once, if nothing in it goes. Sorted. */
  readonly ignored: readonly Ignored[];
  /** What nothing reads: a folder once, if nothing in it goes. Sorted. */
  readonly unread: readonly LeftOut[];
  readonly warnings: readonly ContextWarning[];
}

export interface LeftOut {
  readonly path: string;
  readonly folder: boolean;
}

export interface Ignored extends LeftOut {
  readonly pattern: IgnorePattern;
}
