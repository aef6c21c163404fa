import * as l10n from '@vscode/l10n';
import { ContextError } from './context-error.ts';
import { readIgnoreFile } from './ignore-file.ts';
import { IgnorePattern, type Progress } from './ignore-pattern.ts';
import { fileMatch } from './patterns/file-match.ts';
import { readable } from './utf8.ts';

/** What is known about a folder, to judge what lies in it. */
export interface IgnoreScope {
  /** Length of the folder's path with its slash. */
  readonly done: number;
  /** The patterns that match it or may match something in it, in the file's order. */
  readonly live: readonly LivePattern[];
}

interface LivePattern {
  readonly pattern: IgnorePattern;
  /** The folder, or one that it lies in, matches: so does all that is in it. */
  readonly matched: boolean;
  readonly progress: Progress;
}

/** The rules of one .dockerignore. Paths are relative to the context, with forward slashes, as `textOf` reads names. */
export class IgnoreRules {
  readonly file: string;
  readonly patterns: readonly IgnorePattern[];
  /** The scope of the context's root. */
  readonly root: IgnoreScope;

  constructor(file: string, patterns: readonly IgnorePattern[]) {
    this.file = file;
    this.patterns = patterns;
    this.root = {
      done: 0,
      live: patterns.map((pattern) => ({ pattern, matched: false, progress: pattern.start })),
    };
  }

  /**
   * The pattern by which a path is left out, or undefined when it stays: the last one that matches it or one of its
   * parents decides. `scope` is that of the folder that holds it. Throws {@link ContextError} where Docker would.
   */
  judge(path: string, scope: IgnoreScope): IgnorePattern | undefined {
    let ignoredBy: IgnorePattern | undefined;
    for (const { pattern, matched, progress } of scope.live) {
      // Of two patterns that say the same the first one counts.
      if (pattern.reincludes !== (ignoredBy !== undefined)) continue;
      if (pattern.broken) throw invalid(this.file, pattern.line, pattern.written);
      if (matched || pattern.matches(path, progress, scope.done)) {
        ignoredBy = pattern.reincludes ? undefined : pattern;
      }
    }
    return ignoredBy;
  }

  /** As {@link judge}, for a path whose folders were not entered. */
  judgeAlone(path: string): IgnorePattern | undefined {
    let scope = this.root;
    for (let slash = path.indexOf('/'); slash !== -1; slash = path.indexOf('/', slash + 1)) {
      scope = this.enter(path.slice(0, slash), scope);
    }
    return this.judge(path, scope);
  }

  /** The scope for what lies in a folder, which itself lies in `scope`. */
  enter(folder: string, scope: IgnoreScope): IgnoreScope {
    const live: LivePattern[] = [];
    for (const { pattern, matched, progress } of scope.live) {
      if (matched || pattern.matches(folder, progress, scope.done)) {
        live.push({ pattern, matched: true, progress });
        continue;
      }
      const next = pattern.enter(folder, progress, scope.done);
      if (next !== 'dead') live.push({ pattern, matched: false, progress: next });
    }
    return { done: folder.length + 1, live };
  }

  /** Whether something in an ignored folder may be taken back in. Errs on the side of yes. */
  mayReincludeIn(scope: IgnoreScope): boolean {
    const left = scope.live.findLastIndex(({ pattern, matched }) => matched && !pattern.reincludes);
    return scope.live.some(({ pattern }, index) => pattern.reincludes && index > left);
  }
}

/**
 * Reads a .dockerignore by the rules of github.com/moby/patternmatcher. `file` is for messages.
 * Throws {@link ContextError} for what Docker refuses before it looks at any path.
 */
export function parseIgnore(text: string, file: string, windows = process.platform === 'win32'): IgnoreRules {
  const { lines, tooLong } = readIgnoreFile(text, windows);
  if (tooLong !== undefined) {
    throw new ContextError(
      'ignore-invalid',
      file,
      l10n.t('Line {0} of {1} is longer than Docker reads.', tooLong, file),
      l10n.t('Keep every line below 65536 bytes.'),
      { line: tooLong },
    );
  }
  for (const { line, written, text: pattern } of lines) {
    if (pattern === '' || fileMatch(pattern, '.') === 'malformed') throw invalid(file, line, written);
  }
  return new IgnoreRules(
    file,
    lines.map((line) => new IgnorePattern(line)),
  );
}

function invalid(file: string, line: number, written: string): ContextError {
  return new ContextError(
    'ignore-invalid',
    file,
    l10n.t('Line {0} of {1} is not a valid pattern: {2}', line, file, readable(written)),
    l10n.t('Close every "[" and write a character after every "\\" and "!".'),
    { line },
  );
}
