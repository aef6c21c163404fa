/**
 * Patterns of `${X#pattern}` and its kin as BuildKit reads them: `*`, `?` and `\` before one of `* ? \ / }`; everything
 * else stands for itself, brackets too.
 */
export class Glob {
  readonly #parts: readonly Part[];

  private constructor(parts: readonly Part[]) {
    this.#parts = parts;
  }

  /** Undefined for a pattern that BuildKit refuses. */
  static parse(pattern: string): Glob | undefined {
    const parts: Part[] = [];
    for (let position = 0; position < pattern.length; position++) {
      const character = pattern.charAt(position);
      if (character === '*' || character === '?') {
        parts.push({ kind: character });
      } else if (character !== '\\') {
        parts.push({ kind: 'literal', character });
      } else if (/[*?\\/}]/.test(pattern.charAt(++position))) {
        parts.push({ kind: 'literal', character: pattern.charAt(position) });
      } else {
        return undefined;
      }
    }
    return new Glob(parts);
  }

  /**
   * The same for what is to match at the end, which BuildKit reads backwards: a lone `\` that ends it is before what it
   * follows.
   */
  static parseAtEnd(pattern: string): Glob | undefined {
    const backwards = Array.from(pattern.matchAll(/\\[^]|[^]/g), ([token]) => token).reverse();
    const glob = Glob.parse(backwards.join(''));
    return glob && new Glob([...glob.#parts].reverse());
  }

  /** Steps that matching a text once may take; so that hostile text can be refused. */
  cost(text: string): number {
    return (text.length + 1) * (this.#parts.length + 1);
  }

  /** The text without the shortest or longest piece at its begin that matches. */
  trimStart(text: string, longest: boolean): string {
    return text.slice(matchLength(this.#parts, text, longest) ?? 0);
  }

  trimEnd(text: string, longest: boolean): string {
    const reversed = text.split('').reverse().join('');
    const length = matchLength([...this.#parts].reverse(), reversed, longest) ?? 0;
    return text.slice(0, text.length - length);
  }

  /** Puts `other` in place of the first match, or of all, each as long as possible. */
  replace(text: string, other: string, all: boolean): string {
    let result = '';
    let lastEnd = -1;
    for (let position = 0; position <= text.length;) {
      const length = matchLength(this.#parts, text.slice(position), true);
      // Right behind a match there is no empty one.
      const counts = length !== undefined && (length > 0 || position !== lastEnd);
      if (counts) {
        result += other;
        position += length;
        lastEnd = position;
        if (!all) {
          return result + text.slice(position);
        }
      }
      if (!counts || length === 0) {
        result += text.charAt(position);
        position++;
      }
    }
    return result;
  }
}

interface Part {
  readonly kind: '*' | '?' | 'literal';
  /** What a literal part stands for. */
  readonly character?: string;
}

/** Length of the shortest or longest begin of the text that matches. Walks all ways at once, so it never goes back. */
function matchLength(parts: readonly Part[], text: string, longest: boolean): number | undefined {
  let found: number | undefined;
  let reached = closure(parts, new Set([0]));
  for (let position = 0; reached.size > 0; position++) {
    if (reached.has(parts.length)) {
      found = position;
      if (!longest) {
        return found;
      }
    }
    if (position === text.length) {
      break;
    }
    reached = closure(parts, step(parts, reached, text.charAt(position)));
  }
  return found;
}

/** How many parts may be behind us once the character is. */
function step(parts: readonly Part[], reached: ReadonlySet<number>, character: string): Set<number> {
  const next = new Set<number>();
  for (const index of reached) {
    const part = parts[index];
    if (part?.kind === '*') {
      next.add(index);
    } else if (part !== undefined && (part.kind === '?' || part.character === character)) {
      next.add(index + 1);
    }
  }
  return next;
}

/** Adds what is reached where `*` matches nothing. */
function closure(parts: readonly Part[], reached: Set<number>): Set<number> {
  for (const index of reached) {
    if (parts[index]?.kind === '*') {
      reached.add(index + 1); // the loop comes to it
    }
  }
  return reached;
}
