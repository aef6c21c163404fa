import { failureIn } from '../build/errors.ts';
import { sentences } from './text/plain.ts';

/** What to tell people about an error: its message, and what to do where the error knows it. */
export function errorText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return sentences(error.message, failureIn(error)?.remedy);
}
