/** Whether a code point belongs to it. */
export type CharSet = (codePoint: number) => boolean;

/** What holds between two characters of a text, as in Go's regexp: `^`, `$`, `\b` and `\B`. */
export type Assertion = 'begin' | 'end' | 'word' | 'no-word';

/** One step of a program; a jump is a split with one way. */
export type Step =
  | { readonly op: 'char'; readonly set: CharSet }
  | { readonly op: 'split'; readonly to: readonly number[] }
  | { readonly op: 'assert'; readonly assertion: Assertion }
  | { readonly op: 'match' };

/** Where an automaton is after a text. Immutable to all but the automaton. */
export interface State {
  /** Steps that may come next, before jumps and assertions are followed. */
  readonly threads: readonly number[];
  readonly begin: boolean;
  readonly afterWord: boolean;
  /** By code point, as far as they were asked for. */
  readonly next: Map<number, State>;
  accepting?: boolean;
}

/** Beyond so many states, or ways between them, what is remembered is thrown away: memory stays bounded. */
const MOST_STATES = 2_000;
const MOST_WAYS = 100_000;

const END = -1;

/**
 * Runs a program over text by keeping all its threads at once (Thompson's construction) and remembering the sets that
 * came up: a text takes time in proportion to its length times the program's, whatever the pattern is.
 */
export class Automaton {
  readonly start: State = { threads: [0], begin: true, afterWord: false, next: new Map() };
  /** No text that goes on from here can match. */
  readonly dead: State = { threads: [], begin: false, afterWord: false, next: new Map(), accepting: false };
  /** Matches whatever follows. */
  readonly #done: State = { threads: [], begin: false, afterWord: false, next: new Map(), accepting: true };
  readonly #program: readonly Step[];
  readonly #seesWords: boolean;
  #states = new Map<string, State>();
  #ways = 0;

  constructor(program: readonly Step[]) {
    this.#program = program;
    this.#seesWords = program.some((step) => step.op === 'assert' && step.assertion.endsWith('word'));
  }

  /** The state after more text, from its index on. A lone surrogate stands for a byte that is not UTF-8. */
  run(from: State, text: string, index = 0): State {
    let state = from;
    for (let at = index; at < text.length && state !== this.dead && state !== this.#done; at++) {
      let codePoint = text.charCodeAt(at);
      if (codePoint >= 0xd800 && codePoint <= 0xdfff) {
        codePoint = text.codePointAt(at) ?? codePoint;
        if (codePoint > 0xffff) at++;
        else codePoint = 0xfffd; // Go reads such a byte as this character
      }
      state = state.next.get(codePoint) ?? this.#advance(state, codePoint);
    }
    return state;
  }

  /** Whether the text that led here matches. */
  accepts(state: State): boolean {
    return (state.accepting ??= this.#follow(state, END) === undefined);
  }

  #advance(state: State, codePoint: number): State {
    const threads = this.#follow(state, codePoint);
    const next =
      threads === undefined ? this.#done : this.#intern(this.#consume(threads, codePoint), codePoint);
    if (++this.#ways > MOST_WAYS) {
      this.#states = new Map();
      this.#ways = 0;
      state.next.clear();
      this.start.next.clear();
    }
    state.next.set(codePoint, next);
    return next;
  }

  #consume(threads: readonly number[], codePoint: number): number[] {
    return threads.flatMap((at) => {
      const step = this.#program[at];
      return step?.op === 'char' && step.set(codePoint) ? [at + 1] : [];
    });
  }

  #intern(threads: number[], codePoint: number): State {
    if (threads.length === 0) return this.dead;
    threads.sort((a, b) => a - b);
    const afterWord = this.#seesWords && isWord(codePoint);
    const key = `${afterWord ? 'w' : ''}${threads.join()}`;
    const known = this.#states.get(key);
    if (known !== undefined) return known;
    if (this.#states.size >= MOST_STATES) this.#states = new Map();
    const state: State = { threads, begin: false, afterWord, next: new Map() };
    this.#states.set(key, state);
    return state;
  }

  /** The character steps that are reached before the next character, or undefined if a match is. */
  #follow(state: State, next: number): readonly number[] | undefined {
    const reached = new Set<number>();
    const pending = [...state.threads];
    const characters: number[] = [];
    for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
      const step = this.#program[at];
      if (step === undefined || reached.has(at)) continue;
      reached.add(at);
      switch (step.op) {
        case 'match':
          return undefined;
        case 'char':
          characters.push(at);
          break;
        case 'split':
          pending.push(...step.to);
          break;
        case 'assert':
          if (holds(step.assertion, state, next)) pending.push(at + 1);
      }
    }
    return characters;
  }
}

function holds(assertion: Assertion, state: State, next: number): boolean {
  switch (assertion) {
    case 'begin':
      return state.begin;
    case 'end':
      return next === END;
    case 'word':
    case 'no-word':
      return (state.afterWord !== isWord(next)) === (assertion === 'word');
  }
}

function isWord(codePoint: number): boolean {
  return (
    (codePoint >= 0x30 && codePoint <= 0x39) ||
    (codePoint >= 0x41 && codePoint <= 0x5a) ||
    (codePoint >= 0x61 && codePoint <= 0x7a) ||
    codePoint === 0x5f
  );
}
