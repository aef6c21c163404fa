/** A place in a text, counted as editors do: from 0, columns in UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Where the lines of a text begin. Lines end with `\n`; a `\r` before it belongs to the line's end. */
export class Lines {
  readonly #text: string;
  readonly #starts: readonly number[];

  constructor(text: string) {
    const starts = [0];
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) {
      starts.push(end + 1);
    }
    this.#text = text;
    this.#starts = starts;
  }

  /** Number of lines; what follows the last line's end counts as one. */
  get count(): number {
    return this.#starts.length;
  }

  /** The line, from 0, that holds the offset. */
  lineAt(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  positionAt(offset: number): Position {
    const line = this.lineAt(offset);
    return { line, column: offset - this.start(line) };
  }

  /** Offset at which the line begins; the text's length for a line behind the last. */
  start(line: number): number {
    return this.#starts[line] ?? this.#text.length;
  }

  /** Offset behind the line's last character, its end not counted. */
  end(line: number): number {
    const start = this.start(line);
    let end = line + 1 < this.#starts.length ? this.start(line + 1) - 1 : this.#text.length;
    while (end > start && this.#text.charCodeAt(end - 1) === 13) {
      end--;
    }
    return end;
  }
}
