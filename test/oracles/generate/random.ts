/** Chances that repeat: the same seed gives the same row of them (mulberry32). */
export class Random {
  /** Whether what one of the tools may refuse is made too. */
  daring = false;
  #state: number;

  constructor(seed: number) {
    this.#state = seed | 0;
  }

  /** From 0 to before 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  /** From `least` to `most`, both included. */
  int(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(list: readonly [T, ...T[]]): T {
    return list[this.int(0, list.length - 1)] ?? list[0];
  }

  /** One of the first list, or in a daring mood of the second. */
  pickEither<T>(safe: readonly [T, ...T[]], risky: readonly [T, ...T[]]): T {
    return this.pick(this.daring && this.chance(0.35) ? risky : safe);
  }

  /** So many of the list, in any order. */
  some<T>(list: readonly T[], least: number, most: number): T[] {
    const rest = [...list];
    const taken: T[] = [];
    for (let wanted = this.int(least, most); wanted > 0 && rest.length > 0; wanted--) {
      taken.push(...rest.splice(this.int(0, rest.length - 1), 1));
    }
    return taken;
  }

  /** The text now and then, else nothing. */
  maybe(probability: number, text: string): string {
    return this.chance(probability) ? text : '';
  }

  times<T>(least: number, most: number, make: () => T): T[] {
    return Array.from({ length: this.int(least, most) }, make);
  }
}
