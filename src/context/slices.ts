/** The event loop is never held for much longer, in milliseconds. */
const SLICE = 10;

/** Divides long work so that other work comes in between. */
export class Slices {
  readonly #signal: AbortSignal | undefined;
  #began = performance.now();

  constructor(signal?: AbortSignal) {
    this.#signal = signal;
  }

  /** It is time to {@link pause}. */
  get due(): boolean {
    return performance.now() - this.#began > SLICE;
  }

  /** Lets other work go first. Throws the signal's reason. */
  async pause(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    this.#signal?.throwIfAborted();
    this.#began = performance.now();
  }

  /** Yields the items in portions that are small enough to look at the clock between them. */
  async *portions<T>(items: readonly T[]): AsyncGenerator<readonly T[], undefined, undefined> {
    for (let at = 0; at < items.length; at += PORTION) {
      if (this.due) await this.pause();
      yield items.slice(at, at + PORTION);
    }
  }
}

const PORTION = 512;
