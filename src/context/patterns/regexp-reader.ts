import type { Assertion, CharSet } from './automaton.ts';
import { ClassReader } from './class-reader.ts';
import { RegexpError, type Expression } from './syntax.ts';

/** What `**` and a slash become: the only group there is. */
const folders = '(.*/)?';

/** Go takes no more than so many of one thing. */
const MOST_REPEATS = 1_000;

const anyButNewline: CharSet = (codePoint) => codePoint !== 0x0a;
const slash: CharSet = (codePoint) => codePoint === 0x2f;

const letterAssertions: Readonly<Partial<Record<string, Assertion>>> = {
  A: 'begin',
  z: 'end',
  b: 'word',
  B: 'no-word',
};

/**
 * Reads the part of Go's regular expressions (pkg.go.dev/regexp/syntax) that an ignore pattern can turn into: characters,
 * escapes, classes, `*` behind a class or a dot, counts, `|`, assertions, and one group. Throws {@link RegexpError} where Go
 * refuses the expression.
 */
export class RegexpReader extends ClassReader {
  /** The ways read so far, the last one still being read. */
  readonly #ways: Expression[][] = [[]];
  /** What was read last was a repetition; a second one may not follow it. */
  #repeated = false;

  read(): Expression {
    while (!this.atEnd) {
      this.#repeated = this.#item();
    }
    return { kind: 'choice', ways: this.#ways.map((parts) => ({ kind: 'sequence', parts })) };
  }

  get #parts(): Expression[] {
    return this.#ways.at(-1) ?? [];
  }

  /** Reads one thing; true if it is a repetition of the one before. */
  #item(): boolean {
    if (this.source.startsWith(folders, this.at)) {
      this.at += folders.length;
      const deep = { kind: 'sequence', parts: [many(anyButNewline), { kind: 'char', set: slash }] } as const;
      this.#parts.push({ kind: 'repeat', part: deep, least: 0, most: 1 });
      return true;
    }
    switch (this.peek()) {
      case '^':
      case '$':
        this.#parts.push({ kind: 'assert', assertion: this.take() === 0x5e ? 'begin' : 'end' });
        return false;
      case '|':
        this.at++;
        this.#ways.push([]);
        return false;
      case '*':
        this.at++;
        this.#repeat(0, Infinity);
        return true;
      case '{':
        return this.#count();
      case '[':
        this.#char(this.class());
        return false;
      case '.':
        this.at++;
        this.#char(anyButNewline);
        return false;
      case '\\':
        this.#escape();
        return false;
      default:
        this.#character(this.take());
        return false;
    }
  }

  #char(set: CharSet): void {
    this.#parts.push({ kind: 'char', set });
  }

  #character(codePoint: number): void {
    this.#char((other) => other === codePoint);
  }

  /** `{2}`, `{2,}` or `{2,5}`; anything else in braces is text. */
  #count(): boolean {
    const written = /\{(0|[1-9]\d*)(?:(,)(0|[1-9]\d*)?)?\}/y;
    written.lastIndex = this.at;
    const [whole, first, comma, second] = written.exec(this.source) ?? [];
    if (whole === undefined) {
      this.#character(this.take());
      return false;
    }
    this.at += whole.length;
    const least = Number(first);
    const most = second !== undefined ? Number(second) : comma === undefined ? least : Infinity;
    if (least > MOST_REPEATS || (most > MOST_REPEATS && most !== Infinity) || least > most) {
      throw new RegexpError(`${whole} is no count`);
    }
    this.#repeat(least, most);
    return true;
  }

  #repeat(least: number, most: number): void {
    const part = this.#parts.pop();
    if (part === undefined || this.#repeated) throw new RegexpError('a repetition of nothing');
    const repeat = { kind: 'repeat', part, least, most } as const;
    if (copies(repeat) > MOST_REPEATS) throw new RegexpError('too many repetitions');
    this.#parts.push(repeat);
  }

  #escape(): void {
    const letter = this.source.charAt(this.at + 1);
    const assertion = Object.hasOwn(letterAssertions, letter) ? letterAssertions[letter] : undefined;
    if (assertion !== undefined) {
      this.at += 2;
      this.#parts.push({ kind: 'assert', assertion });
    } else if (letter === 'Q') {
      this.#quoted();
    } else {
      const set = this.setEscape();
      if (set === undefined) this.#character(this.characterEscape());
      else this.#char(set);
    }
  }

  /** `\Q…\E`: characters that mean themselves. */
  #quoted(): void {
    this.at += 2;
    const found = this.source.indexOf('\\E', this.at);
    const end = found === -1 ? this.source.length : found;
    while (this.at < end) {
      this.#character(this.take());
    }
    this.at = found === -1 ? end : end + 2;
  }
}

function many(set: CharSet): Expression {
  return { kind: 'repeat', part: { kind: 'char', set }, least: 0, most: Infinity };
}

/** How often the innermost thing is repeated at most, by counts of two and more. */
function copies(expression: Expression): number {
  if (expression.kind !== 'repeat') return 1;
  const { least, most, part } = expression;
  const count = most === Infinity ? least : most;
  return Math.max(1, count) * copies(part);
}
