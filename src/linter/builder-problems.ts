import { defaultConfig } from '../dockerfile/lint/config.ts';
import type { BuilderChoice } from './chosen-builder.ts';
import type { Linter } from './linter.ts';

/** What a builder would make of one place of a Dockerfile. */
export interface BuilderProblem {
  /** Counts from 1. */
  readonly line: number;
  /** Localised. */
  readonly message: string;
  /** The builder refuses it, or makes another image than the Dockerfile says. */
  readonly certain: boolean;
}

export interface BuilderProblemsQuery {
  readonly text: string;
  /** Absolute path of the Dockerfile. */
  readonly path: string;
  /** Absolute path of the context's folder. */
  readonly context?: string;
  readonly builder: BuilderChoice;
  readonly signal?: AbortSignal;
}

/**
 * Where the chosen builder would build the Dockerfile wrong without a word, refuse it, or do other than BuildKit. Pragmas
 * and settings silence diagnostics, not this. Never throws.
 */
export async function builderProblems(
  linter: Pick<Linter, 'lint'>,
  query: BuilderProblemsQuery,
): Promise<readonly BuilderProblem[]> {
  const config = { ...defaultConfig, disableIgnorePragma: true };
  const { tree, diagnostics } = await linter.lint({ ...query, config });
  // Ids of the builders' own rules begin with KB.
  return diagnostics
    .filter(({ code, severity }) => /^KB\d/.test(code) && (severity === 'error' || severity === 'warning'))
    .map(({ message, severity, start }) => ({
      line: tree.lines.lineAt(start) + 1,
      message,
      certain: severity === 'error',
    }));
}
