import type { EscapeToken } from './directives.ts';

export interface Expansion {
  readonly text: string;
  /** Variables that were needed and have no value, and substitutions that are not understood. */
  readonly unresolved: readonly string[];
}

/**
 * Replaces `$X`, `${X}`, `${X:-default}`, `${X-default}`, `${X:+other}` and `${X+other}` and removes quotes, as in FROM
 * and ARG. Never throws.
 */
export function expand(word: string, variables: ReadonlyMap<string, string>, escape: EscapeToken): Expansion {
  const unresolved: string[] = [];
  const text = new Expander(word, variables, escape, unresolved).upTo(undefined);
  return { text, unresolved };
}

/** Deeper nesting of `${…}` than anybody writes; keeps hostile text from using up the stack. */
const deepest = 50;

class Expander {
  readonly #word: string;
  readonly #variables: ReadonlyMap<string, string>;
  readonly #escape: EscapeToken;
  readonly #unresolved: string[];
  #position = 0;
  #depth = 0;

  constructor(
    word: string,
    variables: ReadonlyMap<string, string>,
    escape: EscapeToken,
    unresolved: string[],
  ) {
    this.#word = word;
    this.#variables = variables;
    this.#escape = escape;
    this.#unresolved = unresolved;
  }

  /** The text up to the character, which is skipped, or the end. */
  upTo(stop: '}' | undefined): string {
    let text = '';
    let quote: string | undefined;
    while (this.#position < this.#word.length) {
      const character = this.#next();
      if (quote === "'") {
        if (character === quote) {
          quote = undefined;
        } else {
          text += character;
        }
      } else if (character === stop && quote === undefined) {
        return text;
      } else if (character === this.#escape) {
        text += this.#next();
      } else if (character === '$') {
        text += this.#substitution();
      } else if (character === quote) {
        quote = undefined;
      } else if (quote === undefined && (character === '"' || character === "'")) {
        quote = character;
      } else {
        text += character;
      }
    }
    return text;
  }

  #next(): string {
    return this.#word.charAt(this.#position++);
  }

  #name(): string {
    const pattern = /[A-Za-z_]\w*|\d+/y;
    pattern.lastIndex = this.#position;
    const name = pattern.exec(this.#word)?.[0] ?? '';
    this.#position += name.length;
    return name;
  }

  #substitution(): string {
    if (this.#word[this.#position] !== '{') {
      const name = this.#name();
      return name === '' ? '$' : this.#value(name);
    }
    this.#position++;
    const name = this.#name();
    const operator = /:?[-+?]|\}/y;
    operator.lastIndex = this.#position;
    const found = operator.exec(this.#word)?.[0];
    if (name === '' || found === undefined || this.#depth >= deepest) {
      return this.#giveUp(name);
    }
    this.#position += found.length;
    return found === '}' ? this.#value(name) : this.#withOperator(name, found);
  }

  #withOperator(name: string, operator: string): string {
    const before = this.#unresolved.length;
    this.#depth++;
    const other = this.upTo('}');
    this.#depth--;
    const value = this.#variables.get(name);
    const isSet = value !== undefined && (value !== '' || !operator.startsWith(':'));
    const useOther = operator.endsWith('+') ? isSet : operator.endsWith('-') && !isSet;
    if (useOther) {
      return other;
    }
    this.#unresolved.length = before; // what the other text lacks does not matter
    return operator.endsWith('+') ? '' : this.#value(name);
  }

  #value(name: string): string {
    const value = this.#variables.get(name);
    if (value === undefined) {
      this.#unresolved.push(name);
    }
    return value ?? '';
  }

  /** `${X#pattern}` and the like, or broken text. */
  #giveUp(name: string): string {
    this.#unresolved.push(name === '' ? this.#word : name);
    this.#position = this.#word.length;
    return '';
  }
}
