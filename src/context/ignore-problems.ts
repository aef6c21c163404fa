import * as l10n from '@vscode/l10n';
import type { IgnorePattern } from './ignore-pattern.ts';
import type { ContextProblem } from './problem.ts';
import type { SelectedContext } from './select.ts';
import type { Slices } from './slices.ts';

/**
 * Patterns that do nothing here. What lies in folders that were not entered is not known: a pattern that may match there
 * is left alone.
 */
export async function ignoreProblems(
  { rules, selected, ignored, unread }: SelectedContext,
  slices: Slices,
): Promise<ContextProblem[]> {
  if (rules.patterns.length === 0) return [];
  const paths = [...selected.map(({ entry }) => entry.path), ...ignored.map(({ path }) => path)];
  const closed = [...ignored, ...unread].filter(({ folder }) => folder).map(({ path }) => path);
  const used = new Set(ignored.map(({ pattern }) => pattern));
  const problems: ContextProblem[] = [];
  for (const [index, pattern] of rules.patterns.entries()) {
    if (pattern.broken || used.has(pattern)) continue;
    const earlier = rules.patterns.slice(0, index);
    if (pattern.reincludes && !earlier.some(({ reincludes }) => !reincludes)) {
      problems.push(
        problem(pattern, 'pattern-cannot-reinclude', l10n.t('Nothing before this line leaves anything out.')),
      );
    } else if (!(await mayMatch(pattern, paths, closed, slices))) {
      problems.push(
        problem(pattern, 'pattern-unused', l10n.t('"{0}" matches nothing in the context.', pattern.written)),
      );
    } else if (
      pattern.reincludes &&
      (await isOverruled(pattern, rules.patterns.slice(index + 1), paths, closed, slices))
    ) {
      problems.push(
        problem(
          pattern,
          'pattern-cannot-reinclude',
          l10n.t('Lines below leave out again all that this one takes back in.'),
        ),
      );
    }
  }
  return problems;
}

/** Whether the pattern matches a path that was seen, or may match one in a folder that was not entered. */
async function mayMatch(
  pattern: IgnorePattern,
  paths: readonly string[],
  closed: readonly string[],
  slices: Slices,
): Promise<boolean> {
  return (
    (await isAny(closed, (folder) => mayMatchIn(pattern, folder), slices)) ||
    (await isAny(paths, (path) => pattern.matches(path), slices))
  );
}

async function isAny(
  paths: readonly string[],
  test: (path: string) => boolean,
  slices: Slices,
): Promise<boolean> {
  for await (const portion of slices.portions(paths)) {
    if (portion.some(test)) return true;
  }
  return false;
}

function mayMatchIn(pattern: IgnorePattern, folder: string): boolean {
  return pattern.matches(folder) || pattern.enter(folder, pattern.start, 0) !== 'dead';
}

/** Whether every path that it matches is matched by a later pattern that leaves out. */
async function isOverruled(
  pattern: IgnorePattern,
  later: readonly IgnorePattern[],
  paths: readonly string[],
  closed: readonly string[],
  slices: Slices,
): Promise<boolean> {
  const out = later.filter(({ reincludes }) => !reincludes);
  const isLeftOut = (path: string): boolean => out.some((one) => one.matches(path));
  if (out.length === 0) return false;
  const mayTakeIn = (folder: string): boolean => mayMatchIn(pattern, folder) && !isLeftOut(folder);
  if (await isAny(closed, mayTakeIn, slices)) return false;
  return !(await isAny(paths, (path) => pattern.matches(path) && !isLeftOut(path), slices));
}

function problem(pattern: IgnorePattern, code: ContextProblem['code'], message: string): ContextProblem {
  return {
    file: 'ignore-file',
    line: pattern.line,
    word: pattern.written,
    code,
    severity: 'information',
    message,
    fix: { kind: 'delete-line' },
  };
}
