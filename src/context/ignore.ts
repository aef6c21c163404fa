import { posix } from 'node:path';
import * as l10n from '@vscode/l10n';
import { ContextError } from './context-error.ts';
import { compilePattern, type IgnorePattern } from './ignore-pattern.ts';

/** What is known about a folder, to judge what lies in it: by pattern, whether the folder or a parent matches. */
export type IgnoreScope = readonly boolean[];

export interface IgnoreVerdict {
  readonly ignored: boolean;
  /** For judging what lies below, if the path is a folder. */
  readonly scope: IgnoreScope;
}

/** The rules of one .dockerignore. Paths are relative to the context, with forward slashes. */
export class IgnoreRules {
  readonly #patterns: readonly IgnorePattern[];

  constructor(patterns: readonly IgnorePattern[]) {
    this.#patterns = patterns;
  }

  /** The scope of the context's root. */
  get root(): IgnoreScope {
    return this.#patterns.map(() => false);
  }

  /**
   * Whether the path is left out: the last pattern that matches it or one of its parents decides.
   * `scope` is the verdict's on the folder that holds it.
   */
  judge(path: string, scope: IgnoreScope): IgnoreVerdict {
    let ignored = false;
    const matched = this.#patterns.map((pattern, index) => {
      const matches = scope[index] === true || pattern.matches(path);
      if (matches) {
        ignored = !pattern.reincludes;
      }
      return matches;
    });
    return { ignored, scope: matched };
  }

  /** 1-based line of the pattern that decided; undefined where none matches. */
  decidedAt({ scope }: IgnoreVerdict): number | undefined {
    return this.#patterns[scope.lastIndexOf(true)]?.line;
  }

  /** Whether something below an ignored folder may be taken back in. */
  mayReincludeBelow(folder: string): boolean {
    return this.#patterns.some((pattern) => pattern.reincludes && pattern.mayMatchBelow(folder));
  }
}

/**
 * Reads a .dockerignore by the rules of github.com/moby/patternmatcher/ignorefile: `#` begins a comment only in the first
 * column, space around a pattern is dropped, and `./a//b/` is `a/b`.
 * `file` is for messages. Throws {@link ContextError} for a pattern that Docker refuses.
 */
export function parseIgnore(text: string, file: string, windows = process.platform === 'win32'): IgnoreRules {
  const patterns: IgnorePattern[] = [];
  for (const [index, written] of text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .entries()) {
    const trimmed = written.trim();
    if (written.startsWith('#') || trimmed === '') {
      continue;
    }
    const reincludes = trimmed.startsWith('!');
    const bare = clean(reincludes ? trimmed.slice(1).trim() : trimmed, windows);
    const pattern = bare === '' ? undefined : compilePattern(bare, index + 1, reincludes);
    if (pattern === undefined) {
      throw new ContextError(
        'ignore-invalid',
        file,
        l10n.t('Line {0} of {1} is not a valid pattern: {2}', index + 1, file, trimmed),
        l10n.t('Close every "[" and write a character after every "\\" and "!".'),
      );
    }
    patterns.push(pattern);
  }
  return new IgnoreRules(patterns);
}

function clean(pattern: string, windows: boolean): string {
  if (pattern === '') {
    return '';
  }
  // On Windows a backslash separates folders and cannot escape.
  const cleaned = posix.normalize(windows ? pattern.replaceAll('\\', '/') : pattern);
  const bare = cleaned.length > 1 && cleaned.endsWith('/') ? cleaned.slice(0, -1) : cleaned;
  return bare.length > 1 && bare.startsWith('/') ? bare.slice(1) : bare;
}
