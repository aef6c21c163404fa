import { Automaton, type State } from './patterns/automaton.ts';
import { compileRegexp } from './patterns/program.ts';
import { RegexpError } from './patterns/syntax.ts';
import type { IgnoreLine } from './ignore-file.ts';
import { bytesOf, byteString, isUtf8, textOf } from './utf8.ts';

/** How much of a path has been matched: of a folder with its slash, to go on with what lies in it. */
export type Progress = State | undefined;

/**
 * One line of a .dockerignore as github.com/moby/patternmatcher v0.6.1 understands it: the matching of Docker, buildah
 * and kaniko. Unlike in a .gitignore a pattern begins at the context's root, and `*` and `?` do not cross a slash. That
 * matcher turns most patterns into a Go regular expression, so what such an expression means holds here, too: `\d` is a
 * digit, and `[*]` a class of three characters, any number of times, and a bracket.
 */
export class IgnorePattern {
  readonly line: number;
  readonly written: string;
  readonly reincludes: boolean;
  /** Go's regexp refuses it: Docker fails when it first has to try it on a path. */
  readonly broken: boolean;
  readonly #text: string;
  /** The text is one character a byte. */
  readonly #inBytes: boolean;
  readonly #kind: Kind;
  readonly #automaton: Automaton | undefined;

  constructor({ line, written, text, reincludes }: IgnoreLine) {
    this.line = line;
    this.written = written;
    this.reincludes = reincludes;
    const translation = translate(text);
    this.#kind = translation.kind;
    this.#automaton = this.#kind === 'regexp' ? compile(translation.text) : undefined;
    // A pattern may end in the middle of a character.
    this.#inBytes = this.#kind !== 'exact' && !isUtf8(translation.text);
    this.#text = this.#inBytes ? byteString(translation.text) : translation.text;
    this.broken = this.#kind === 'regexp' && this.#automaton === undefined;
  }

  /** Before any of a path is matched. */
  get start(): Progress {
    return this.#automaton?.start;
  }

  /** Whether the path itself, not one of its parents, matches. The progress covers its first `done` characters. */
  matches(path: string, progress = this.start, done = 0): boolean {
    switch (this.#kind) {
      case 'exact':
        return path === this.#text;
      case 'prefix':
        return this.#comparable(path).startsWith(this.#text);
      case 'suffix':
        return (
          this.#comparable(path).endsWith(this.#text) ||
          (this.#text.startsWith('/') && path === this.#text.slice(1))
        );
      case 'regexp':
        return this.#automaton !== undefined && progress !== undefined
          ? this.#automaton.accepts(this.#automaton.run(progress, path, done))
          : false;
    }
  }

  /** The progress after a folder and its slash, or `'dead'` if nothing below it can match. */
  enter(folder: string, progress: Progress, done: number): Progress | 'dead' {
    const inside = `${folder}/`;
    switch (this.#kind) {
      case 'exact':
        return this.#text.startsWith(inside) ? undefined : 'dead';
      case 'prefix':
        return this.#text.startsWith(this.#comparable(inside)) ||
          this.#comparable(inside).startsWith(this.#text)
          ? undefined
          : 'dead';
      case 'suffix':
        return undefined;
      case 'regexp': {
        if (this.#automaton === undefined || progress === undefined) return undefined;
        const next = this.#automaton.run(progress, inside, done);
        return next === this.#automaton.dead ? 'dead' : next;
      }
    }
  }

  #comparable(path: string): string {
    return this.#inBytes ? byteString(path) : path;
  }
}

type Kind = 'exact' | 'prefix' | 'suffix' | 'regexp';

/** What the matcher makes of a cleaned pattern: text to compare, or an expression. */
function translate(pattern: string): { readonly kind: Kind; readonly text: string } {
  // A byte that is not UTF-8 reads as U+FFFD in an expression, and a byte order mark at its beginning is skipped.
  const characters = Array.from(pattern.replace(/^\uFEFF/, ''), (one) => (isUtf8(one) ? one : '\uFFFD'));
  let kind: Kind = 'exact';
  let source = '^';
  for (let at = 0; at < characters.length; at++) {
    const character = characters[at] ?? '';
    if (character === '*' && characters[at + 1] === '*') {
      const first = at === 0;
      at += characters[at + 2] === '/' ? 2 : 1;
      if (at + 1 < characters.length) {
        source += '(.*/)?';
        kind = 'regexp';
      } else if (kind === 'exact') {
        kind = 'prefix';
      } else {
        source += '.*';
        kind = 'regexp';
      }
      if (first) kind = 'suffix';
    } else if (character === '\\') {
      const next = characters[++at];
      source += `\\${next ?? ''}`;
      if (next !== undefined) kind = 'regexp';
    } else {
      source += translateOne(character);
      if (/[*?[\]]/.test(character)) kind = 'regexp';
    }
  }
  switch (kind) {
    case 'exact':
      return { kind, text: pattern };
    case 'prefix':
      return { kind, text: pattern.slice(0, -2) };
    case 'suffix':
      // Bytes, which differ from characters behind a byte order mark.
      return { kind, text: textOf(bytesOf(pattern).subarray(2)) };
    case 'regexp':
      return { kind, text: `${source}$` };
  }
}

function translateOne(character: string): string {
  if (character === '*') return '[^/]*';
  if (character === '?') return '[^/]';
  // These mean themselves. The matcher means to quote `{`, `|` and `}` as well and does not, and `^` is left as it is: they
  // count, choose and assert the beginning.
  return /[.+()$]/.test(character) ? `\\${character}` : character;
}

function compile(expression: string): Automaton | undefined {
  try {
    return new Automaton(compileRegexp(expression));
  } catch (error) {
    if (error instanceof RegexpError) return undefined;
    throw error;
  }
}
