/** The event loop is never held for much longer, in milliseconds. */
const SLICE = 10;

/** Things that are looked at before the clock is, where each takes microseconds. */
const PORTION = 512;

/** Things that are sorted at once, in two or three milliseconds. */
const RUN = 4096;

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

  /** What `Array.filter` makes of the items. */
  async filter<T>(items: readonly T[], test: (item: T) => boolean): Promise<T[]> {
    const kept: T[] = [];
    for await (const portion of this.portions(items)) kept.push(...portion.filter(test));
    return kept;
  }

  /** Sorts a copy of the items; equal ones keep their order. */
  async sort<T extends object>(items: readonly T[], compare: (a: T, b: T) => number): Promise<T[]> {
    let runs: T[][] = [];
    for (let at = 0; at < items.length; at += RUN) {
      if (this.due) await this.pause();
      runs.push(items.slice(at, at + RUN).sort(compare));
    }
    while (runs.length > 1) {
      const merged: T[][] = [];
      for (let at = 0; at < runs.length; at += 2) {
        merged.push(await this.#merge(runs[at] ?? [], runs[at + 1] ?? [], compare));
      }
      runs = merged;
    }
    return runs[0] ?? [];
  }

  async #merge<T extends object>(
    first: readonly T[],
    second: readonly T[],
    compare: (a: T, b: T) => number,
  ): Promise<T[]> {
    const merged: T[] = [];
    let at = 0;
    for (const item of first) {
      for (let other = second[at]; other !== undefined && compare(other, item) < 0; other = second[++at]) {
        merged.push(other);
      }
      if (merged.push(item) % PORTION === 0 && this.due) await this.pause();
    }
    return merged.concat(second.slice(at));
  }
}
