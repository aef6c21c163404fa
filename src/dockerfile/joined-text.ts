import type { Span, Word } from './span.ts';

/**
 * What an instruction says on one line: its lines put together as builders do, without continuation characters and
 * the comments and blank lines between. Knows where in the file each of its characters stands.
 */
export class JoinedText {
  readonly text: string;
  /** Where each piece begins in the whole joined text, and where in the file; equally long, ascending. */
  readonly #joined: readonly number[];
  readonly #source: readonly number[];
  /** Where `text` begins in the whole joined text. */
  readonly #base: number;

  constructor(text: string, joined: readonly number[], source: readonly number[], base = 0) {
    this.text = text;
    this.#joined = joined;
    this.#source = source;
    this.#base = base;
  }

  /** Offset in the file of the character at `index`; at the end of the text, of what follows the last character. */
  offsetAt(index: number): number {
    if (index >= this.text.length && index > 0) {
      return this.#offset(this.text.length - 1) + 1;
    }
    return this.#offset(index);
  }

  /** The characters from `start` to before `end`, and where they stand in the file. */
  word(start: number, end: number): Word {
    const span = this.span(start, end);
    return { text: this.text.slice(start, end), start: span.start, end: span.end };
  }

  /** Where in the file the characters from `start` to before `end` stand. */
  span(start: number, end: number): Span {
    const from = this.offsetAt(start);
    return { start: from, end: end > start ? this.#offset(end - 1) + 1 : from };
  }

  slice(start: number, end = this.text.length): JoinedText {
    return new JoinedText(this.text.slice(start, end), this.#joined, this.#source, this.#base + start);
  }

  #offset(index: number): number {
    const wanted = this.#base + index;
    let low = 0;
    let high = this.#joined.length - 1;
    if (high === 0) {
      return (this.#source[0] ?? 0) + wanted - (this.#joined[0] ?? 0);
    }
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#joined[middle] ?? 0) <= wanted) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return (this.#source[low] ?? 0) + wanted - (this.#joined[low] ?? 0);
  }
}
