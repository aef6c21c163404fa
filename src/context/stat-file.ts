import { fileEntry, nativePath } from './disk-entry.ts';
import type { FileEntry } from './entry.ts';

export type FileStat = Pick<FileEntry, 'size' | 'mode'>;

/** What the thread is asked. */
export interface StatRequest {
  readonly id: number;
  /** Paths in the context, with NUL between them: many short strings take longer to send than one. */
  readonly paths: string;
}

export interface StatAnswer {
  readonly id: number;
  /** Size and mode of each file in turn; NaN where the system refuses. */
  readonly numbers: Float64Array<ArrayBuffer>;
}

/** Asks about a file that must be readable; undefined where the system refuses. */
export function statFile(root: string, path: string): FileStat | undefined {
  try {
    return fileEntry(nativePath(root, path), path);
  } catch {
    return undefined;
  }
}
