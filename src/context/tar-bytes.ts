import { pipeline } from 'node:stream/promises';
import { pack, type Header, type Pack } from 'tar-stream';
import type { ContextEntry } from './entry.ts';
import { readPieces, readWhole } from './read-file.ts';

/** Files that are read at once: opening a small file takes longer than reading it. */
const readers = 8;

/** In bytes; larger files are not read ahead but streamed, so that no more than 256 KiB wait for their turn. */
const largestWhole = 32 * 1024;

/** In bytes: each write to gzip costs a thread's round trip, and an archive comes in pieces of 512 bytes. */
const smallestChunk = 64 * 1024;

/**
 * 2000-01-01 for every file, so that the same content gives the same archive and the same cache keys. Not the epoch:
 * tools that write ZIP files, such as Python's for wheels, refuse years before 1980.
 */
const modified = new Date('2000-01-01T00:00:00Z');

/**
 * The bytes of a tar archive, in chunks of at least 64 KiB but for the last. Names that are too long for a ustar header
 * or not ASCII are in a pax header before it.
 * `onContent` is told of every piece of file content, in bytes. Throws ContextError. No file is open when it has ended.
 */
export async function* tarBytes(
  entries: readonly ContextEntry[],
  onContent: (bytes: number) => void,
): AsyncGenerator<Buffer, undefined, undefined> {
  const archive = pack();
  const added = addEntries(archive, entries, onContent).catch((error: unknown) => {
    archive.destroy(error instanceof Error ? error : new Error(String(error)));
  });
  let chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of archive as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      length += chunk.length;
      if (length >= smallestChunk) {
        yield Buffer.concat(chunks, length);
        chunks = [];
        length = 0;
      }
    }
    yield Buffer.concat(chunks, length);
  } finally {
    archive.destroy();
    await added;
  }
}

async function addEntries(
  archive: Pack,
  entries: readonly ContextEntry[],
  onContent: (bytes: number) => void,
): Promise<void> {
  for await (const { entry, content } of readAhead(entries)) {
    if (entry.type === 'file' && content === undefined) {
      // It is a stream as Node knows them, but its types say so of their own kind only.
      const target = archive.entry(headerOf(entry)) as unknown as NodeJS.WritableStream;
      await pipeline(told(readPieces(entry), onContent), target);
    } else if (content !== undefined) {
      await addEntry(archive, headerOf(entry), content);
      onContent(content.length);
    }
  }
  archive.finalize();
}

/** Resolves when the archive's reader wants more. Folders and links do not wait for it: they are headers and no more. */
function addEntry(archive: Pack, header: Partial<Header> & { name: string }, content: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    archive.entry(header, content, (error) => {
      if (error) {
        reject(error);
      } else {
        resolve();
      }
    });
  });
}

/** Whatever tar-stream would else leave out or take from the machine is given. */
function headerOf(entry: ContextEntry): Partial<Header> & { name: string } {
  const { type, path } = entry;
  const common = { mtime: modified, uid: 0, gid: 0, uname: '', gname: '', devmajor: 0, devminor: 0 };
  switch (type) {
    case 'file':
      return { ...common, type, name: path, size: entry.size, mode: entry.executable ? 0o755 : 0o644 };
    case 'text':
      return { ...common, type: 'file', name: path, size: entry.content.length, mode: 0o644 };
    case 'folder':
      return { ...common, type: 'directory', name: `${path}/`, mode: 0o755 };
    case 'link':
      return { ...common, type: 'symlink', name: path, linkname: entry.target, mode: 0o755 };
  }
}

interface ReadEntry {
  readonly entry: ContextEntry;
  /** Undefined for a file that is too large to be held. */
  readonly content: Buffer | undefined;
}

/** The entries in their order, while the files of the next ones are read. No file is open when it has ended. */
async function* readAhead(entries: readonly ContextEntry[]): AsyncGenerator<ReadEntry, undefined, undefined> {
  const reads: Promise<ReadEntry>[] = [];
  try {
    for (const entry of entries) {
      const read = readEntry(entry);
      // A failure is told when its turn comes; until then it must not count as unhandled.
      read.catch(() => undefined);
      reads.push(read);
      if (reads.length === readers) {
        yield* reads.splice(0, 1);
      }
    }
    yield* reads;
  } finally {
    await Promise.allSettled(reads);
  }
}

async function readEntry(entry: ContextEntry): Promise<ReadEntry> {
  switch (entry.type) {
    case 'file':
      return { entry, content: entry.size <= largestWhole ? await readWhole(entry) : undefined };
    case 'text':
      return { entry, content: Buffer.from(entry.content) };
    case 'folder':
    case 'link':
      return { entry, content: Buffer.alloc(0) };
  }
}

async function* told(
  pieces: AsyncIterable<Buffer>,
  onContent: (bytes: number) => void,
): AsyncGenerator<Buffer, undefined, undefined> {
  for await (const piece of pieces) {
    yield piece;
    onContent(piece.length);
  }
}
