import type { Readable } from 'node:stream';
import type { StdinStream } from '../kube/api.ts';

/** Milliseconds between two progress reports. */
const PROGRESS_INTERVAL = 200;

export interface UploadProgress {
  /** Bytes that the socket has taken. */
  readonly sentBytes: number;
  readonly done: boolean;
}

/**
 * Sends the packed context to the container's stdin, no faster than it is taken, in constant memory. Throws what
 * `context` fails with (a file that cannot be read), the KubeError of a broken connection, or the signal's reason.
 */
export async function upload(
  context: Readable,
  stdin: StdinStream,
  signal: AbortSignal,
  onProgress: (progress: UploadProgress) => void,
): Promise<void> {
  let sentBytes = 0;
  let reported = 0;
  try {
    for await (const chunk of context as AsyncIterable<Uint8Array>) {
      signal.throwIfAborted();
      await stdin.write(chunk);
      sentBytes += chunk.byteLength;
      const now = Date.now();
      if (now - reported >= PROGRESS_INTERVAL) {
        reported = now;
        onProgress({ sentBytes, done: false });
      }
    }
    await stdin.end();
    onProgress({ sentBytes, done: true });
  } catch (error) {
    stdin.destroy();
    throw error;
  } finally {
    context.destroy();
  }
}
