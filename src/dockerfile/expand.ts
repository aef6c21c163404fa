import type { EscapeToken } from './directives.ts';
import { Glob } from './glob.ts';
import type { Span } from './span.ts';

/** Where values come from; every Map of strings is one. */
export interface Variables {
  /** Undefined for a variable that has no value here. */
  get(name: string): string | undefined;
}

/** The variables at one place of a Dockerfile. */
export interface Scope extends Variables {
  /** Whether it is there, be it without a value, as after `ARG X`. */
  has(name: string): boolean;
  /** Whether it is there by nothing but `ARG X`, and the build gives it no value. */
  isUnset(name: string): boolean;
  /** All that are declared in the file or predefined, the nearest first; each once. */
  names(): string[];
}

export interface Expansion {
  readonly text: string;
  /** Variables that were needed and have no value, and substitutions that are not understood. */
  readonly unresolved: readonly string[];
}

/** An expansion and what there is to know of the word. */
export interface DetailedExpansion extends Expansion {
  /** Every variable that is named, in the order in which BuildKit asks for them, with or without a value. */
  readonly references: readonly VariableReference[];
  /** Something in it is written wrongly, or `${X?}` finds no value: builders refuse it. */
  readonly failed: boolean;
}

/** `$X`, `${X}`, or the `X` in `${X:-…}`: indices in the word. */
export interface VariableReference extends Span {
  readonly name: string;
  /** Of the name alone. */
  readonly nameSpan: Span;
}

/**
 * Replaces variables and removes quotes, as BuildKit does: `$X`, `${X}`, and `${X…}` with `:-` `-` `:+` `+` `:?` `?`
 * `#` `##` `%` `%%` `/` `//`. Never throws.
 */
export function expand(word: string, variables: Variables, escape: EscapeToken): Expansion {
  const { text, unresolved } = expandInDetail(word, variables, escape);
  return { text, unresolved };
}

/** What stands for something else, whatever the escape character is. */
const special = /[$'"\\`]/;

/** Whether a word stands for itself, so that no variables are needed, which can be dear. */
export function isLiteral(word: string): boolean {
  return !special.test(word);
}

/** `quotes: false` is for here-documents, in which quotes stand for themselves. */
export function expandInDetail(
  word: string,
  variables: Variables,
  escape: EscapeToken,
  { quotes }: { readonly quotes: boolean } = { quotes: true },
): DetailedExpansion {
  if (isLiteral(word)) {
    return { text: word, unresolved: [], references: [], failed: false };
  }
  const expander = new Expander(word, variables, escape);
  const text = expander.upTo(undefined, quotes ? 'plain' : 'here-document');
  const { unresolved, references, failed } = expander;
  return { text, unresolved, references, failed };
}

/** Deeper nesting of `${…}` than anybody writes; keeps hostile text from using up the stack. */
const deepest = 50;
/** Steps for matching one pattern that nobody's Dockerfile comes near to. */
const dearest = 1_000_000;

/** `pattern`: escapes stay for the pattern to read. */
type Mode = 'plain' | 'pattern' | 'here-document';

class Expander {
  readonly unresolved: string[] = [];
  readonly references: VariableReference[] = [];
  failed = false;
  readonly #word: string;
  readonly #variables: Variables;
  readonly #escape: EscapeToken;
  #position = 0;
  #depth = 0;

  constructor(word: string, variables: Variables, escape: EscapeToken) {
    this.#word = word;
    this.#variables = variables;
    this.#escape = escape;
  }

  /** The text up to the character, which is skipped, or the end. */
  upTo(stop: '}' | '/' | undefined, mode: Mode): string {
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
        text += this.#escaped(quote, mode);
      } else if (character === '$') {
        text += this.#substitution();
      } else if (character === quote) {
        quote = undefined;
      } else if (
        quote === undefined &&
        mode !== 'here-document' &&
        (character === '"' || character === "'")
      ) {
        quote = character;
      } else {
        text += character;
      }
    }
    this.failed ||= stop !== undefined || quote !== undefined;
    return text;
  }

  /** What an escape and the character behind it stand for. */
  #escaped(quote: string | undefined, mode: Mode): string {
    const next = this.#next();
    const stays =
      mode === 'plain'
        ? quote === '"' && next !== '"' && next !== '$' && next !== this.#escape
        : quote === undefined;
    return stays ? this.#escape + next : next;
  }

  #next(): string {
    return this.#word.charAt(this.#position++);
  }

  #takeIf(character: string): boolean {
    const found = this.#word.charAt(this.#position) === character;
    this.#position += found ? 1 : 0;
    return found;
  }

  #name(): string {
    const plain = this.#match(/[A-Za-z_]\w*|\d+|[@*#?\-!$]/y);
    // The classes of Unicode are dear, and hardly any name needs them.
    const name =
      this.#word.charCodeAt(this.#position + plain.length) > 0x7f
        ? this.#match(/[\p{L}_][\p{L}\p{N}_]*|\d+|[@*#?\-!$]/uy)
        : plain;
    this.#position += name.length;
    return name;
  }

  /** What of the word a sticky pattern finds here. */
  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#position;
    return pattern.exec(this.#word)?.[0] ?? '';
  }

  /** What stands behind a `$`. */
  #substitution(): string {
    const start = this.#position - 1;
    const braced = this.#takeIf('{');
    const nameStart = this.#position;
    const name = this.#name();
    if (name === '') {
      return braced ? this.#giveUp('') : '$';
    }
    const nameSpan = { start: nameStart, end: this.#position };
    if (!braced || this.#takeIf('}')) {
      this.references.push({ name, nameSpan, start, end: this.#position });
      return this.#value(name);
    }
    this.references.push({ name, nameSpan, ...nameSpan });
    if (this.#depth >= deepest) {
      return this.#giveUp(name);
    }
    this.#depth++;
    const text = this.#operation(name);
    this.#depth--;
    return text;
  }

  #operation(name: string): string {
    const found = this.#match(/:?[-+?]|##?|%%?|\/\/?/y);
    if (found === '') {
      return this.#giveUp(name);
    }
    this.#position += found.length;
    switch (found.charAt(found.length - 1)) {
      case '-':
      case '+':
      case '?':
        return this.#choice(name, found);
      case '/':
        return this.#replacement(name, found === '//');
      default:
        return this.#trimmed(name, found);
    }
  }

  /** `${X:-other}` and the like. */
  #choice(name: string, operator: string): string {
    const before = this.unresolved.length;
    const other = this.upTo('}', 'plain');
    const value = this.#variables.get(name);
    const isSet = value !== undefined && (value !== '' || !operator.startsWith(':'));
    const kind = operator.charAt(operator.length - 1);
    if (kind === '?' ? this.failed : kind === '+' ? isSet : !isSet) {
      return other;
    }
    this.unresolved.length = before; // what the other text lacks does not matter
    this.failed ||= kind === '?' && !isSet;
    return kind === '+' ? '' : this.#value(name);
  }

  /** `${X#pattern}` and `${X%pattern}`, doubled for the longest. */
  #trimmed(name: string, operator: string): string {
    const pattern = this.upTo('}', 'pattern');
    const longest = operator.length > 1;
    return operator.startsWith('#')
      ? this.#matched(name, Glob.parse(pattern), (glob, value) => glob.trimStart(value, longest))
      : this.#matched(name, Glob.parseAtEnd(pattern), (glob, value) => glob.trimEnd(value, longest));
  }

  /** `${X/pattern/other}` */
  #replacement(name: string, all: boolean): string {
    const pattern = this.upTo('/', 'pattern');
    const other = this.upTo('}', 'pattern');
    return this.#matched(name, Glob.parse(pattern), (glob, value) =>
      glob.cost(value) * value.length > dearest ? undefined : glob.replace(value, other, all),
    );
  }

  #matched(
    name: string,
    glob: Glob | undefined,
    apply: (glob: Glob, value: string) => string | undefined,
  ): string {
    const value = this.#value(name);
    const result =
      glob === undefined || this.failed || glob.cost(value) > dearest ? undefined : apply(glob, value);
    return result ?? this.#giveUp(name);
  }

  #value(name: string): string {
    const value = this.#variables.get(name);
    if (value === undefined) {
      this.unresolved.push(name);
    }
    return value ?? '';
  }

  /** Text that nobody can make anything of; nor of what follows it. */
  #giveUp(name: string): string {
    this.failed = true;
    this.unresolved.push(name === '' ? this.#word : name);
    this.#position = this.#word.length;
    return '';
  }
}

/** Whether the variable is there and has a value, but the file does not say which. */
export function hasUnknownValue(name: string, scope: Scope): boolean {
  return scope.has(name) && scope.get(name) === undefined && !scope.isUnset(name);
}

/** What a word says, if that is certain: undefined if it is wrong or needs a variable that is there with unknown value. */
export function expandCertain(word: string, scope: Scope, escape: EscapeToken): string | undefined {
  if (isLiteral(word)) {
    return word;
  }
  const { text, unresolved, references, failed } = expandInDetail(word, scope, escape);
  const isUnknown = ({ name }: VariableReference) => scope.get(name) === undefined && scope.has(name);
  return failed || unresolved.length > 0 || references.some(isUnknown) ? undefined : text;
}
