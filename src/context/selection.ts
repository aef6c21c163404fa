import type { ContextEntry, ContextWarning } from './entry.ts';
import type { IgnorePattern } from './ignore-pattern.ts';
import type { Read } from './reads/read.ts';

/** Which files of a folder go, and why. */
export interface Selection {
  /** Sorted by the bytes of their paths; folders that are ignored are absent even where something in them goes. */
  readonly chosen: readonly Chosen[];
  /** What the ignore file leaves out: a folder once, if nothing in it goes. Sorted. */
  readonly ignored: readonly Ignored[];
  /** What nothing reads: a folder once, if nothing in it goes. Sorted. */
  readonly unread: readonly LeftOut[];
  readonly warnings: readonly ContextWarning[];
}

export interface Chosen {
  readonly entry: ContextEntry;
  /** What reads it; empty where everything goes. */
  readonly by: readonly Read[];
}

export interface LeftOut {
  readonly path: string;
  readonly folder: boolean;
}

export interface Ignored extends LeftOut {
  readonly pattern: IgnorePattern;
}
