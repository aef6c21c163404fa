import type { CharSet } from './automaton.ts';
import { namedSet, perlSet } from './named-sets.ts';
import { RegexpError } from './syntax.ts';
import { unicodeSet } from './unicode-sets.ts';

const controlEscapes: Readonly<Partial<Record<string, number>>> = { a: 7, f: 12, n: 10, r: 13, t: 9, v: 11 };

/** Reads classes and escapes of Go's regular expressions. */
export class ClassReader {
  protected readonly source: string;
  protected at = 0;

  constructor(source: string) {
    this.source = source;
  }

  protected get atEnd(): boolean {
    return this.at >= this.source.length;
  }

  /** The next character, without taking it; empty at the end. */
  protected peek(): string {
    return this.source.charAt(this.at);
  }

  protected take(): number {
    const codePoint = this.source.codePointAt(this.at);
    if (codePoint === undefined) throw new RegexpError('it ends too early');
    this.at += codePoint > 0xffff ? 2 : 1;
    return codePoint;
  }

  /** `[a-z]`, `[^[:alpha:]]`. */
  protected class(): CharSet {
    this.at++;
    const negated = this.peek() === '^';
    if (negated) this.at++;
    const sets: CharSet[] = [];
    // A bracket that comes first is a character.
    while (this.peek() !== ']' || sets.length === 0) {
      sets.push(this.#namedClass() ?? this.#classEscape() ?? this.#range());
    }
    this.at++;
    return (codePoint) => sets.some((set) => set(codePoint)) !== negated;
  }

  /** `\d`, `\pL`, `\p{Greek}`; undefined, with nothing taken, for another escape. */
  protected setEscape(): CharSet | undefined {
    const letter = this.source.charAt(this.at + 1);
    const perl = perlSet(letter);
    if (perl !== undefined) {
      this.at += 2;
      return perl;
    }
    if (letter.toLowerCase() !== 'p') return undefined;
    this.at += 2;
    const written = this.#unicodeName();
    const negated = written.startsWith('^') !== (letter === 'P');
    const set = unicodeSet(written.replace(/^\^/, ''));
    if (set === undefined) throw new RegexpError(`there is no class \\${letter}{${written}}`);
    return negated ? (codePoint) => !set(codePoint) : set;
  }

  /** A character behind a backslash. */
  protected characterEscape(): number {
    this.at++;
    const codePoint = this.take();
    const character = String.fromCodePoint(codePoint);
    const octal = /[1-7][0-7]{1,2}|0[0-7]{0,2}/y;
    octal.lastIndex = this.at - 1;
    const digits = octal.exec(this.source)?.[0];
    if (digits !== undefined) {
      this.at += digits.length - 1;
      return Number.parseInt(digits, 8);
    }
    if (character === 'x') return this.#hexadecimal();
    const control = Object.hasOwn(controlEscapes, character) ? controlEscapes[character] : undefined;
    if (control !== undefined) return control;
    if (codePoint < 0x80 && !/[\dA-Za-z]/.test(character)) return codePoint;
    throw new RegexpError(`\\${character} means nothing`);
  }

  #unicodeName(): string {
    if (this.peek() !== '{') return String.fromCodePoint(this.take());
    const end = this.source.indexOf('}', this.at);
    if (end === -1) throw new RegexpError('a name without end');
    const name = this.source.slice(this.at + 1, end);
    this.at = end + 1;
    return name;
  }

  #hexadecimal(): number {
    const written = /\{([\dA-Fa-f]+)\}|([\dA-Fa-f]{2})/y;
    written.lastIndex = this.at;
    const [whole, braced, plain] = written.exec(this.source) ?? [];
    const value = Number.parseInt(braced ?? plain ?? '', 16);
    if (whole === undefined || value > 0x10ffff) throw new RegexpError('\\x without its digits');
    this.at += whole.length;
    return value;
  }

  /** `[:alpha:]`. */
  #namedClass(): CharSet | undefined {
    if (!this.source.startsWith('[:', this.at)) return undefined;
    const end = this.source.indexOf(':]', this.at + 2);
    if (end === -1) return undefined;
    const name = this.source.slice(this.at + 2, end);
    const set = namedSet(name);
    if (set === undefined) throw new RegexpError(`there is no class [:${name}:]`);
    this.at = end + 2;
    return set;
  }

  #classEscape(): CharSet | undefined {
    return this.peek() === '\\' ? this.setEscape() : undefined;
  }

  #range(): CharSet {
    const low = this.#classCharacter();
    let high = low;
    const after = this.source.charAt(this.at + 1);
    if (this.peek() === '-' && after !== '' && after !== ']') {
      this.at++;
      high = this.#classCharacter();
      if (high < low) throw new RegexpError('a range ends before it begins');
    }
    return (codePoint) => codePoint >= low && codePoint <= high;
  }

  #classCharacter(): number {
    return this.peek() === '\\' ? this.characterEscape() : this.take();
  }
}
