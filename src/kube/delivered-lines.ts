/** A log line with the server's time for it. */
export interface TimedLine {
  /** RFC 3339 with nanoseconds, as the server wrote it. */
  readonly at: string;
  /** Without the newline. */
  readonly text: string;
}

/** Milliseconds before the newest line from which a resumed log is read. See {@link DeliveredLines.resumeFrom}. */
const MARGIN = 1000;

/**
 * Remembers the lines of the last seconds, so that those which a resumed log repeats can be told apart: by a count
 * of each (time, text), because a program may well print one line twice within a clock tick.
 */
export class DeliveredLines {
  /** How often each line was delivered, by second and then by line. */
  readonly #seconds = new Map<number, Map<string, number>>();
  /** The same for the lines that a resumed log may still repeat. */
  #expected = new Map<number, Map<string, number>>();
  #newest = Number.NEGATIVE_INFINITY;
  #count = 0;

  /** How many lines were delivered. */
  get count(): number {
    return this.#count;
  }

  /**
   * Where a resumed log begins, as RFC 3339 in whole seconds, which is all that the server compares; undefined before
   * the first line. A second early, because stdout and stderr are stamped apart and written as they come: a line may
   * follow one that is stamped a little later.
   */
  resumeFrom(): string | undefined {
    if (this.#newest === Number.NEGATIVE_INFINITY) return undefined;
    return new Date(secondOf(this.#newest) - MARGIN).toISOString().replace('.000Z', 'Z');
  }

  /** Says that the log is read again from {@link resumeFrom}. */
  resume(): void {
    this.#expected = new Map([...this.#seconds].map(([second, lines]) => [second, new Map(lines)]));
  }

  /** Takes the next line as it was read. Returns false for one that was delivered before. */
  take({ at, text }: TimedLine): boolean {
    const time = Date.parse(at);
    const key = `${at} ${text}`;
    if (takeOne(this.#expected.get(secondOf(time)), key)) return false;
    this.#remember(time, key);
    this.#count++;
    return true;
  }

  #remember(time: number, key: string): void {
    const second = secondOf(time);
    const lines = this.#seconds.get(second) ?? new Map<string, number>();
    lines.set(key, (lines.get(key) ?? 0) + 1);
    this.#seconds.set(second, lines);
    if (time <= this.#newest) return;
    this.#newest = time;
    for (const old of this.#seconds.keys()) {
      if (old < secondOf(time) - MARGIN) this.#seconds.delete(old);
    }
  }
}

function takeOne(lines: Map<string, number> | undefined, key: string): boolean {
  const count = lines?.get(key) ?? 0;
  if (count === 0) return false;
  lines?.set(key, count - 1);
  return true;
}

function secondOf(time: number): number {
  return Math.floor(time / 1000) * 1000;
}
