import type { BufferPool } from './buffer-pool.ts';
import { modeOf, sizeOf, type ContextEntry, type FileEntry } from './entry.ts';
import type { Piece } from './parallel-gzip.ts';
import { PlannedFile, readAtOnce, readWhole } from './read-file.ts';
import { Slices } from './slices.ts';
import { encodeTarHeader, tarBlock, tarPadding, type TarHeader } from './tar-header.ts';

const bufferSize = 256 * 1024;

/** Milliseconds from which on a file was waited for, be it on a slow disk or in a network. */
const slow = 1;

/** Files that are waited for at the same time. */
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

/** Bytes of a buffer that {@link tarPieces} fills: a batch, and room for the padding of a large file's last piece. */
export const tarBufferSize = bufferSize + tarBlock;

/**
 * A tar archive in pieces of up to 256 KiB, the same for the same content. Small entries share a piece, so that
 * thousands of files cost few writes. Every piece lies in a buffer of the pool, which has it back when the piece is done.
 * `onContent` is told of every piece of content: its bytes, and how many files and links end in it. Throws ContextError.
 */
export async function* tarPieces(
  entries: readonly ContextEntry[],
  pool: BufferPool,
  onContent: (bytes: number, files: number) => void,
): AsyncGenerator<Piece, undefined, undefined> {
  const slices = new Slices();
  for (const { slots, length } of batches(entries)) {
    const [first] = slots;
    if (length > bufferSize && first?.entry.type === 'file') {
      yield* largeFile(first.entry, first.header, pool, onContent);
    } else {
      const buffer = length > bufferSize ? Buffer.alloc(length + 1) : await pool.take();
      const done = (): void => {
        if (length <= bufferSize) pool.release(buffer);
      };
      await fill(buffer, slots, slices).catch((error: unknown) => {
        done();
        throw error;
      });
      yield { bytes: buffer.subarray(0, length), done };
      onContent(
        slots.reduce((sum, { size }) => sum + size, 0),
        slots.filter(({ entry }) => entry.type !== 'folder').length,
      );
    }
  }
  yield { bytes: Buffer.alloc(2 * tarBlock), done: () => undefined };
}

/** An entry that fits no buffer: all pieces but the last are full, so that the archive is cut the same every time. */
async function* largeFile(
  entry: FileEntry,
  header: Uint8Array,
  pool: BufferPool,
  onContent: (bytes: number, files: number) => void,
): AsyncGenerator<Piece, undefined, undefined> {
  const file = await PlannedFile.open(entry);
  try {
    let start = header.length;
    for (let left = entry.size; left > 0; start = 0) {
      const buffer = await pool.take();
      const length = Math.min(bufferSize - start, left);
      left -= length;
      let end = start + length;
      try {
        await file.fill(buffer, start, length);
        if (left === 0) {
          await file.expectEnd(buffer.subarray(end));
          buffer.fill(0, end, end + tarPadding(entry.size));
          end += tarPadding(entry.size);
        }
      } catch (error) {
        pool.release(buffer);
        throw error;
      }
      if (start > 0) buffer.set(header);
      yield { bytes: buffer.subarray(0, end), done: () => pool.release(buffer) };
      onContent(length, left === 0 ? 1 : 0);
    }
  } finally {
    await file.close();
  }
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
  return {
    type: entry.type === 'text' ? 'file' : entry.type,
    path: entry.path,
    size: sizeOf(entry),
    mode: modeOf(entry),
    ...(entry.type === 'link' ? { target: entry.target } : {}),
  };
}

/** Puts every slot in its place. Files go first: a file's extra byte lands where the next header will be. */
async function fill(buffer: Uint8Array, slots: readonly Slot[], slices: Slices): Promise<void> {
  const queue = slots.slice(await fillAtOnce(buffer, slots, slices)).values();
  const failures = await Promise.all(Array.from({ length: readers }, () => readAll(buffer, queue)));
  const [failure] = failures.filter((error) => error !== undefined);
  if (failure !== undefined) {
    throw failure;
  }
  for (const { entry, header, offset, size } of slots) {
    if (entry.type === 'text') buffer.set(entry.content, offset);
    buffer.set(header, offset - header.length);
    buffer.fill(0, offset + size, offset + size + tarPadding(size));
  }
}

/** Reads files up to the first one that was waited for; resolves to the number of slots that need nothing more. */
async function fillAtOnce(buffer: Uint8Array, slots: readonly Slot[], slices: Slices): Promise<number> {
  for (const [index, { entry, offset, size }] of slots.entries()) {
    if (slices.due) await slices.pause();
    if (entry.type !== 'file') continue;
    const began = performance.now();
    if (!readAtOnce(entry, buffer.subarray(offset, offset + size + 1))) return index;
    if (performance.now() - began > slow) return index + 1;
  }
  return slots.length;
}

/** Takes slots from the queue until it is empty or one fails, whose error it returns: none may be left reading. */
async function readAll(buffer: Uint8Array, queue: Iterator<Slot>): Promise<Error | undefined> {
  for (let next = queue.next(); next.done !== true; next = queue.next()) {
    const { entry, offset } = next.value;
    try {
      if (entry.type === 'file') {
        await readWhole(entry, buffer.subarray(offset, offset + entry.size + 1));
      }
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    }
  }
  return undefined;
}
