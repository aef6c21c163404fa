/** A fixed number of buffers that are used again and again: memory does not grow with what passes through. */
export class BufferPool {
  readonly #free: Buffer[];
  readonly #waiting: ((buffer: Buffer) => void)[] = [];

  /** `size` in bytes, of each. */
  constructor(count: number, size: number) {
    this.#free = Array.from({ length: count }, () => Buffer.allocUnsafeSlow(size));
  }

  /** A buffer that nobody uses, as soon as there is one. */
  async take(): Promise<Buffer> {
    return this.#free.pop() ?? new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Gives a buffer back. */
  release(buffer: Buffer): void {
    const next = this.#waiting.shift();
    if (next === undefined) {
      this.#free.push(buffer);
    } else {
      next(buffer);
    }
  }
}
