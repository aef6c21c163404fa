import { availableParallelism } from 'node:os';
import { BufferPool } from './buffer-pool.ts';
import type { ContextPlan } from './entry.ts';
import { parallelGzip } from './parallel-gzip.ts';
import { tarBufferSize, tarPieces } from './tar-pieces.ts';

export interface PackOptions {
  readonly signal?: AbortSignal;
  /** Called with what was read so far; the last call has the plan's totals. */
  readonly onProgress?: (readBytes: number, readFiles: number) => void;
}

/** Node's pool has four threads, and reading files needs one of them. */
const mostLanes = 3;

/**
 * The context as a gzip tar, the same bytes for the same content and modes: owner 0, fixed time (the builders' cache keys
 * see all three). It ends with two zero blocks, at which kaniko stops reading without an end of file. Reads no
 * faster than it is asked, in constant memory: whoever takes a chunk must be done with it before asking for the next.
 * Throws a ContextError that names the file, or the signal's reason, and never ends as if it were complete.
 */
export async function* packContext(
  plan: ContextPlan,
  { signal, onProgress }: PackOptions = {},
): AsyncGenerator<Uint8Array, undefined, undefined> {
  const lanes = Math.min(mostLanes, availableParallelism());
  // One buffer for each lane, one that is read into, and one whose bytes are being sent.
  const pool = new BufferPool(lanes + 2, tarBufferSize);
  let readBytes = 0;
  let readFiles = 0;
  const pieces = tarPieces(plan.entries, pool, (bytes, files) => {
    readBytes += bytes;
    readFiles += files;
    onProgress?.(readBytes, readFiles);
  });
  signal?.throwIfAborted();
  for await (const { bytes, done } of parallelGzip(pieces, lanes)) {
    signal?.throwIfAborted();
    yield bytes;
    done();
  }
}
