import type { Diagnostic } from '../dockerfile/lint/diagnostic.ts';
import type { Lines } from '../dockerfile/lines.ts';
import type { Span } from '../dockerfile/span.ts';

/** A Dockerfile that was looked at. */
export interface LintedFile {
  /** As named on the command line, or found by a pattern. */
  readonly file: string;
  readonly text: string;
  readonly lines: Lines;
  /** In the order of the file, those of ShellCheck among them. */
  readonly diagnostics: readonly Diagnostic[];
  /** Time of parsing and rules. */
  readonly milliseconds: number;
}

/** A place as people count: from 1, columns in UTF-16 code units. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Both ends of a span; the end is behind the last character. */
export function placesOf({ start, end }: Span, lines: Lines): { readonly start: Place; readonly end: Place } {
  return { start: placeAt(start, lines), end: placeAt(end, lines) };
}

function placeAt(offset: number, lines: Lines): Place {
  const { line, column } = lines.positionAt(offset);
  return { line: line + 1, column: column + 1 };
}
