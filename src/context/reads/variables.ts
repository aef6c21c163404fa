import { expand } from '../../dockerfile/expand.ts';

type Escape = '\\' | '`';

interface Variable {
  readonly value: string;
  readonly from: 'ARG' | 'ENV';
}

/** Set by the builder for the platform it builds on and for: known only when they are given. */
const platform = /^(?:BUILD|TARGET)(?:PLATFORM|OS|OSVERSION|ARCH|VARIANT)$|^TARGETSTAGE$/;

/**
 * The variables of one stage, as far as they are known. A name that is not among them may have a value all the same: from
 * the base image, the platform, or because builders disagree. What needs it cannot be told.
 */
export class Variables {
  readonly #escape: Escape;
  readonly #buildArgs: Readonly<Record<string, string>>;
  /** The ARGs before the first FROM. */
  readonly #global: Variables | undefined;
  readonly #known: Map<string, Variable>;

  private constructor(
    escape: Escape,
    buildArgs: Readonly<Record<string, string>>,
    global: Variables | undefined,
    known: Map<string, Variable>,
  ) {
    this.#escape = escape;
    this.#buildArgs = buildArgs;
    this.#global = global;
    this.#known = known;
  }

  /** Those before the first FROM. */
  static global(escape: Escape, buildArgs: Readonly<Record<string, string>>): Variables {
    return new Variables(escape, buildArgs, undefined, new Map());
  }

  /** Those of a stage: from an image, or from another stage whose ENV it takes over. */
  stage(base?: Variables): Variables {
    // BuildKit hands ARGs on to the next stage, kaniko does not.
    const inherited = base === undefined ? [] : [...base.#known].filter(([, { from }]) => from === 'ENV');
    return new Variables(this.#escape, this.#buildArgs, this, new Map(inherited));
  }

  /** The word with its variables replaced; undefined if it cannot be told. */
  expand(word: string): string | undefined {
    // Even `${X:-default}` depends on whether the base image sets X.
    const names = [...word.matchAll(/\$\{?([A-Za-z_]\w*|\d+)/g)].map(([, name = '']) => name);
    if (names.some((name) => !this.#known.has(name))) return undefined;
    const values = new Map([...this.#known].map(([name, { value }]) => [name, value]));
    const { text, unresolved } = expand(word, values, this.#escape);
    return unresolved.length > 0 ? undefined : text;
  }

  /** What an ARG instruction declares. */
  declare(argument: string): void {
    for (const word of words(argument, this.#escape)) {
      const [name, standard] = splitAtEquals(word);
      const value = this.#argument(name, standard);
      const before = this.#known.get(name);
      if (value === undefined) {
        // An ENV of that name keeps its value.
        if (before?.from !== 'ENV') this.#known.delete(name);
      } else if (before?.from === 'ENV' && before.value !== value) {
        // For BuildKit the later one counts, for kaniko ENV.
        this.#known.delete(name);
      } else {
        this.#known.set(name, { value, from: before?.from ?? 'ARG' });
      }
    }
  }

  /** What an ENV instruction sets: `A=1 B=2`, or `A the rest`. */
  set(argument: string): void {
    const parts = words(argument, this.#escape);
    const [first = ''] = parts;
    const pairs: (readonly [string, string | undefined])[] = first.includes('=')
      ? parts.map(splitAtEquals)
      : [[first, argument.slice(first.length).trim()]];
    // All values see the variables as they were before the instruction.
    const values = pairs.map(([name, value]) => [name, this.expand(value ?? '')] as const);
    for (const [name, value] of values) {
      if (value === undefined) this.#known.delete(name);
      else this.#known.set(name, { value, from: 'ENV' });
    }
  }

  #argument(name: string, standard: string | undefined): string | undefined {
    if (Object.hasOwn(this.#buildArgs, name)) return this.#buildArgs[name];
    if (platform.test(name)) return undefined;
    if (standard !== undefined) return this.expand(standard);
    return this.#global === undefined ? undefined : this.#global.#known.get(name)?.value;
  }
}

function splitAtEquals(word: string): readonly [string, string | undefined] {
  const equals = word.indexOf('=');
  return equals === -1 ? [word, undefined] : [word.slice(0, equals), word.slice(equals + 1)];
}

/** Words with their quotes and escapes. */
function words(argument: string, escape: Escape): string[] {
  const found: string[] = [];
  let word = '';
  let quote = '';
  for (let at = 0; at < argument.length; at++) {
    const character = argument.charAt(at);
    if (quote === '' && /\s/.test(character)) {
      if (word !== '') found.push(word);
      word = '';
      continue;
    }
    word += character;
    if (character === escape && quote !== "'") word += argument.charAt(++at);
    else if (character === quote) quote = '';
    else if (quote === '' && (character === '"' || character === "'")) quote = character;
  }
  return word === '' ? found : [...found, word];
}
