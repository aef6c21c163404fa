const NEWLINE = 0x0a;
/** Bytes after which a line without an end is cut. */
const LONGEST = 1024 * 1024;

/** A line of a byte stream, or a part of one that is longer than the limit. */
export interface Piece {
  readonly text: string;
  /** Whether a line begins here: not so for the second and later parts of a long one. */
  readonly begins: boolean;
}

/**
 * Splits UTF-8 bytes into lines, wherever the chunks are cut. The same bytes give the same pieces for every way of
 * cutting them, so that what was delivered before a lost connection can be recognised after it.
 */
export class LineSplitter {
  readonly #longest: number;
  #parts: Uint8Array[] = [];
  #length = 0;
  #begins = true;

  constructor(longest = LONGEST) {
    this.#longest = longest;
  }

  /** Yields the pieces that `chunk` completes. */
  *push(chunk: Uint8Array): Generator<Piece, void, undefined> {
    let rest = chunk;
    while (rest.length > 0) {
      const room = this.#longest - this.#length;
      const newline = rest.subarray(0, room + 1).indexOf(NEWLINE);
      if (newline >= 0) {
        this.#keep(rest.subarray(0, newline));
        yield this.#take(this.#length, true);
        rest = rest.subarray(newline + 1);
      } else if (rest.length > room) {
        this.#keep(rest.subarray(0, room));
        yield this.#take(characterBoundary(this.#joined()), false);
        rest = rest.subarray(room);
      } else {
        this.#keep(rest);
        return;
      }
    }
  }

  /** What came after the last newline, if anything. */
  last(): Piece | undefined {
    return this.#length === 0 ? undefined : this.#take(this.#length, true);
  }

  #keep(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#parts.push(bytes);
    this.#length += bytes.length;
  }

  #take(length: number, ends: boolean): Piece {
    const bytes = this.#joined();
    const piece = { text: bytes.toString('utf8', 0, length), begins: this.#begins };
    this.#parts = [];
    this.#length = 0;
    this.#begins = ends;
    this.#keep(bytes.subarray(length));
    return piece;
  }

  #joined(): Buffer {
    return Buffer.concat(this.#parts, this.#length);
  }
}

/** The longest length at which no character is cut in two. */
function characterBoundary(bytes: Uint8Array): number {
  let end = bytes.length;
  // Bytes of the form 10xxxxxx continue a character; UTF-8 has at most three of them in a row.
  for (let back = 1; back <= 4 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    const width = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    if (width > back) end = bytes.length - back;
    break;
  }
  return end === 0 ? bytes.length : end;
}
