import type { Failure } from '../builders/builder.ts';
import { sentences } from './text/plain.ts';

/** What to tell people about an error: its message, and what to do where the error knows it. */
export function errorText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return sentences(error.message, failureOf(error)?.remedy);
}

/** The failure that a BuildError carries. The engine has a bundle, and so a class BuildError, of its own. */
function failureOf(error: Error): Failure | undefined {
  return error.name === 'BuildError' && 'failure' in error ? (error.failure as Failure) : undefined;
}
