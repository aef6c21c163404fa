import * as l10n from '@vscode/l10n';
import { ignorePatternOf } from './ignore-entry.ts';
import type { IgnorePattern } from './ignore-pattern.ts';
import { ignoreProblems } from './ignore-problems.ts';
import type { ContextFix, ContextProblem } from './problem.ts';
import type { Read } from './reads/read.ts';
import { findSecrets } from './secrets.ts';
import type { SelectedContext } from './select.ts';
import { Slices } from './slices.ts';

/**
 * What is wrong with a context, in the order of the files: the Dockerfile's sources, the ignore file's patterns, and
 * secrets that are about to go. Reads the beginning of files whose names suggest a secret; all else is in the selection,
 * so nothing is walked again.
 */
export async function contextProblems(
  context: SelectedContext,
  signal?: AbortSignal,
): Promise<ContextProblem[]> {
  const slices = new Slices(signal);
  return [
    ...sourceProblems(context),
    ...(await ignoreProblems(context, slices)),
    ...(await secretProblems(context, slices)),
  ];
}

function sourceProblems({ reads, unmatched, rules }: SelectedContext): ContextProblem[] {
  const problems: ContextProblem[] = [];
  for (const read of reads.filter(({ outside }) => outside)) {
    const message = l10n.t(
      '"{0}" leads out of the context. Builders refuse it or read from the context\'s root.',
      read.written,
    );
    problems.push({ ...at(read), code: 'source-outside', severity: 'error', message });
  }
  for (const { read, why } of unmatched) {
    switch (why.kind) {
      case 'missing':
        problems.push({
          ...at(read),
          code: 'source-missing',
          severity: 'error',
          message: l10n.t('"{0}" is not in the context.', read.written),
        });
        break;
      case 'case':
        problems.push({
          ...at(read),
          code: 'source-case',
          severity: 'error',
          message: l10n.t(
            '"{0}" is not in the context; "{1}" is. Builds run on Linux, where case matters.',
            read.written,
            why.actual,
          ),
          ...replacement(read, why.actual),
        });
        break;
      case 'ignored':
        problems.push(ignoredSource(read, why.pattern, rules.file));
    }
  }
  return problems.sort((a, b) => a.line - b.line);
}

function ignoredSource(read: Read, pattern: IgnorePattern, file: string): ContextProblem {
  const message = l10n.t(
    '"{0}" is left out by line {1} of {2}: {3}',
    read.written,
    pattern.line,
    file,
    pattern.written,
  );
  return { ...at(read), code: 'source-ignored', severity: 'error', message };
}

function at(read: Read): { file: 'dockerfile'; line: number; word: string } {
  return { file: 'dockerfile', line: read.line, word: read.written };
}

/** The word in the right case, where the word is nothing but the path. */
function replacement(read: Read, actual: string): { fix?: ContextFix } {
  const start = read.written.toLowerCase().indexOf(read.path.toLowerCase());
  if (start === -1) return {};
  const text = read.written.slice(0, start) + actual + read.written.slice(start + read.path.length);
  return { fix: { kind: 'replace', text } };
}

/** A secret is shown at the source that takes it, if one does. */
async function secretProblems(
  { selected, ignoreFile }: SelectedContext,
  slices: Slices,
): Promise<ContextProblem[]> {
  const found = await findSecrets(selected, slices);
  return found.map(({ path, what, item: { reason } }) => {
    const [read] = reason.kind === 'read' ? reason.by : [];
    return {
      file: 'dockerfile',
      line: read?.line ?? 1,
      word: read?.written ?? '',
      code: 'secret',
      severity: 'warning',
      path,
      message:
        ignoreFile === undefined
          ? l10n.t(
              '"{0}" ({1}) goes to the builder and may end up in the image; there is no .dockerignore.',
              path,
              what,
            )
          : l10n.t('"{0}" ({1}) goes to the builder and may end up in the image.', path, what),
      fix: { kind: 'ignore', pattern: ignorePatternOf(path) },
    };
  });
}
