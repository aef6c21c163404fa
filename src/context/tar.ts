import { pipeline, Transform, type Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import type { ContextPlan } from './entry.ts';
import { tarBytes } from './tar-bytes.ts';

export interface PackOptions {
  readonly signal?: AbortSignal;
  /** Called with the bytes of file content read so far; the last call has the plan's total. */
  readonly onProgress?: (readBytes: number) => void;
}

const gzipOptions = {
  // Half the default level's time for a fifth more bytes, over 430 MB of sources and of node_modules.
  level: 1,
  chunkSize: 64 * 1024,
  // With this mark a pipeline asks its source for more only when gzip has read all it was given, as tarBytes wants.
  writableHighWaterMark: 1,
};

/**
 * The context as a gzip tar stream, the same bytes for the same content: owner 0, fixed time, modes 0755 and 0644 (the
 * builders' cache keys see all three). It ends with two zero blocks, at which kaniko stops reading without an end of file.
 * Reads as fast as it is read from, in constant memory. The stream fails with a ContextError that names the file, or with
 * the signal's reason, and never ends as if it were complete.
 */
export function packContext(plan: ContextPlan, { signal, onProgress }: PackOptions = {}): Readable {
  const gzip = createGzip(gzipOptions);
  const stream = withUnknownSystem();
  const onAbort = (): void => {
    stream.destroy(abortReason(signal));
  };
  let readBytes = 0;
  const source = tarBytes(plan.entries, (bytes) => {
    readBytes += bytes;
    onProgress?.(readBytes);
  });
  // Errors reach the reader through the stream itself.
  pipeline(source, gzip, stream, () => {
    signal?.removeEventListener('abort', onAbort);
  });
  if (signal?.aborted === true) {
    onAbort();
  } else {
    signal?.addEventListener('abort', onAbort, { once: true });
  }
  return stream;
}

/** Replaces the one byte by which a gzip header tells the system it was made on (RFC 1952, OS: 255 is unknown). */
function withUnknownSystem(): Transform {
  let first = true;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      if (first) {
        chunk[9] = 255;
        first = false;
      }
      done(null, chunk);
    },
  });
}

function abortReason(signal: AbortSignal | undefined): Error {
  const reason: unknown = signal?.reason;
  return reason instanceof Error ? reason : new Error('aborted', { cause: reason });
}
