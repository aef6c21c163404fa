import type { ContextEntry } from './entry.ts';
import { readPieces, readWhole } from './read-file.ts';
import { encodeTarHeader, tarBlock, tarPadding, type TarHeader } from './tar-header.ts';

const bufferSize = 256 * 1024;

/** Files that are read at once: opening a small file takes longer than reading it. */
const readers = 8;

/** Consecutive entries that fit the buffer together, or one that fits it not at all. */
interface Batch {
  readonly slots: Slot[];
  /** In bytes, with headers and padding. */
  length: number;
}

interface Slot {
  readonly entry: ContextEntry;
  readonly header: Uint8Array;
  /** Of the content, from the batch's beginning. */
  readonly offset: number;
  readonly size: number;
}

/**
 * The bytes of a tar archive. Small entries share a chunk, so that thousands of files cost few writes. Every chunk is
 * a view of the same memory: whoever takes one must be done with it before asking for the next.
 * `onContent` is told of every piece of file content, in bytes. Throws ContextError.
 */
export async function* tarBytes(
  entries: readonly ContextEntry[],
  onContent: (bytes: number) => void,
): AsyncGenerator<Uint8Array, undefined, undefined> {
  // The byte more is for readWhole.
  const buffer = Buffer.allocUnsafeSlow(bufferSize + 1);
  for (const { slots, length } of batches(entries)) {
    const [first] = slots;
    if (length > bufferSize && first !== undefined) {
      yield first.header;
      for await (const piece of pieces(first.entry, buffer.subarray(0, bufferSize))) {
        yield piece;
        onContent(piece.length);
      }
      yield Buffer.alloc(tarPadding(first.size));
    } else {
      await fill(buffer, slots);
      yield buffer.subarray(0, length);
      onContent(slots.reduce((sum, slot) => sum + slot.size, 0));
    }
  }
  yield Buffer.alloc(2 * tarBlock);
}

function* batches(entries: readonly ContextEntry[]): Generator<Batch, undefined, undefined> {
  let batch: Batch = { slots: [], length: 0 };
  for (const entry of entries) {
    const described = describe(entry);
    const header = encodeTarHeader(described);
    const { size } = described;
    const length = header.length + size + tarPadding(size);
    if (batch.slots.length > 0 && batch.length + length > bufferSize) {
      yield batch;
      batch = { slots: [], length: 0 };
    }
    batch.slots.push({ entry, header, offset: batch.length + header.length, size });
    batch.length += length;
  }
  if (batch.slots.length > 0) {
    yield batch;
  }
}

function describe(entry: ContextEntry): TarHeader {
  const { type, path } = entry;
  switch (type) {
    case 'file':
      return { type, path, size: entry.size, executable: entry.executable };
    case 'text':
      return { type: 'file', path, size: entry.content.length, executable: false };
    case 'folder':
      return { type, path, size: 0, executable: true };
    case 'link':
      return { type, path, size: 0, executable: true, target: entry.target };
  }
}

async function* pieces(
  entry: ContextEntry,
  buffer: Uint8Array,
): AsyncGenerator<Uint8Array, undefined, undefined> {
  if (entry.type === 'file') {
    for await (const bytesRead of readPieces(entry, buffer)) {
      yield buffer.subarray(0, bytesRead);
    }
  } else if (entry.type === 'text') {
    yield entry.content;
  }
}

/** Puts every slot in its place. Contents go first: a file's extra byte lands where the next header will be. */
async function fill(buffer: Uint8Array, slots: readonly Slot[]): Promise<void> {
  const queue = slots.values();
  const failures = await Promise.all(Array.from({ length: readers }, () => readAll(buffer, queue)));
  const [failure] = failures.filter((error) => error !== undefined);
  if (failure !== undefined) {
    throw failure;
  }
  for (const { header, offset, size } of slots) {
    buffer.set(header, offset - header.length);
    buffer.fill(0, offset + size, offset + size + tarPadding(size));
  }
}

/** Takes slots from the queue until it is empty or one fails, whose error it returns: none may be left reading. */
async function readAll(buffer: Uint8Array, queue: Iterator<Slot>): Promise<Error | undefined> {
  for (let next = queue.next(); next.done !== true; next = queue.next()) {
    const { entry, offset } = next.value;
    try {
      if (entry.type === 'file') {
        await readWhole(entry, buffer.subarray(offset, offset + entry.size + 1));
      } else if (entry.type === 'text') {
        buffer.set(entry.content, offset);
      }
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    }
  }
  return undefined;
}
