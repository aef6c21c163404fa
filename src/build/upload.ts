import type { StdinStream } from '../kube/api.ts';

/** Milliseconds between two progress reports. */
const PROGRESS_INTERVAL = 200;
/** Milliseconds without a byte taken after which people are told, and between two such reports. */
const STALL_INTERVAL = 10_000;

export interface UploadProgress {
  /** Bytes that the connection has taken. */
  readonly sentBytes: number;
  /** The container had all of its input. */
  readonly done: boolean;
}

export interface UploadListener {
  readonly onProgress: (progress: UploadProgress) => void;
  /** Told again and again while nothing moves, and 0 when it moves again. */
  readonly onStalled: (seconds: number) => void;
  /** The connection has taken the last byte; whether it arrives is not known yet. */
  readonly onHandedOver: () => void;
}

/**
 * Sends the packed context to the container's stdin, no faster than it is taken, in constant memory. Throws what
 * `context` fails with (a file that cannot be read), the KubeError of a broken connection, or the signal's reason: the
 * connection is dropped then, so that no container takes what it has for the whole.
 */
export async function upload(
  context: AsyncIterable<Uint8Array>,
  stdin: StdinStream,
  signal: AbortSignal,
  { onProgress, onStalled, onHandedOver }: UploadListener,
  stallInterval = STALL_INTERVAL,
): Promise<void> {
  let sentBytes = 0;
  let reported = 0;
  const stall = new StallWatch(stallInterval, onStalled);
  try {
    for await (const chunk of context) {
      signal.throwIfAborted();
      await stdin.write(chunk);
      stall.moved();
      sentBytes += chunk.byteLength;
      const now = Date.now();
      if (now - reported >= PROGRESS_INTERVAL) {
        reported = now;
        onProgress({ sentBytes, done: false });
      }
    }
    await stdin.flush();
    onHandedOver();
    await stdin.end();
    stall.moved();
    onProgress({ sentBytes, done: true });
  } catch (error) {
    stdin.destroy();
    throw error;
  } finally {
    stall.end();
  }
}

/** Tells of an upload that stands still. The connection itself decides when that is too long. */
class StallWatch {
  readonly #onStalled: (seconds: number) => void;
  readonly #timer: NodeJS.Timeout;
  #movedAt = Date.now();
  #isTold = false;

  constructor(interval: number, onStalled: (seconds: number) => void) {
    this.#onStalled = onStalled;
    this.#timer = setInterval(() => {
      const still = Date.now() - this.#movedAt;
      if (still < interval) return;
      this.#isTold = true;
      onStalled(Math.max(1, Math.round(still / 1000)));
    }, interval);
  }

  moved(): void {
    this.#movedAt = Date.now();
    if (!this.#isTold) return;
    this.#isTold = false;
    this.#onStalled(0);
  }

  end(): void {
    clearInterval(this.#timer);
  }
}
