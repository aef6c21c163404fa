/** One thing that goes into the context. Paths are relative to the context, UTF-8, with forward slashes. */
export type ContextEntry = FileEntry | TextEntry | FolderEntry | LinkEntry;

export interface FileEntry {
  readonly type: 'file';
  readonly path: string;
  /** Absolute path of the file to read. */
  readonly source: string;
  /** In bytes. */
  readonly size: number;
  /** Permission bits, as Docker sends them: 0755 or 0555 on Windows. */
  readonly mode: number;
}

/** A small file whose content is known already. */
export interface TextEntry {
  readonly type: 'text';
  readonly path: string;
  readonly content: Uint8Array;
}

export interface FolderEntry {
  readonly type: 'folder';
  readonly path: string;
  /** Permission bits. */
  readonly mode: number;
}

/** A symbolic link, kept as it is. */
export interface LinkEntry {
  readonly type: 'link';
  readonly path: string;
  readonly target: string;
}

/** What is uploaded. */
export interface ContextPlan {
  /** Sorted by the bytes of their paths; every folder comes before what is in it. */
  readonly entries: readonly ContextEntry[];
  /** Path of the Dockerfile inside the context. */
  readonly dockerfile: string;
  readonly totals: {
    /** Files and links. */
    readonly files: number;
    /** Content of the files. */
    readonly bytes: number;
  };
  /** Something is left out because nothing reads it, as far as the Dockerfile tells. */
  readonly partial: boolean;
  /** Why everything goes that is not ignored, localised. */
  readonly everything?: string;
  /** What is left out although no pattern says so. */
  readonly warnings: readonly ContextWarning[];
}

export interface ContextWarning {
  readonly path: string;
  /** Localised. */
  readonly message: string;
}

/** Permission bits in the archive; a known text's are those of any file, and a link's say nothing. */
export function modeOf(entry: ContextEntry): number {
  switch (entry.type) {
    case 'file':
    case 'folder':
      return entry.mode;
    case 'text':
      return 0o644;
    case 'link':
      return 0o777;
  }
}

/** In bytes; what is no file has none. */
export function sizeOf(entry: ContextEntry): number {
  switch (entry.type) {
    case 'file':
      return entry.size;
    case 'text':
      return entry.content.length;
    case 'folder':
    case 'link':
      return 0;
  }
}

/** Path of the folder that holds a path; empty for the context itself. */
export function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** The last name of a path. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
