import type { Diagnostic, Severity } from '../dockerfile/lint/diagnostic.ts';
import { harmless } from './harmless.ts';
import { placesOf, type LintedFile } from './linted-file.ts';

const COLOURS: Readonly<Record<Severity, string>> = {
  error: '\u001B[31m',
  warning: '\u001B[33m',
  info: '\u001B[36m',
  style: '\u001B[35m',
};
const BOLD = '\u001B[1m';
const DIM = '\u001B[2m';
const PLAIN = '\u001B[0m';

/** Characters of a line that are shown at most, and of those how many stand before the finding. */
const WIDTH = 160;
const BEFORE = 60;

/** The findings for people: `file:line:column severity code message`, below it the line with the place marked. */
export function lintText(files: readonly LintedFile[], colour: boolean): string {
  const paint = (code: string, text: string): string => (colour ? code + text + PLAIN : text);
  return files
    .flatMap((file) => file.diagnostics.map((diagnostic) => render(file, diagnostic, paint)))
    .join('');
}

function render(
  file: LintedFile,
  diagnostic: Diagnostic,
  paint: (code: string, text: string) => string,
): string {
  const { code, severity, message } = diagnostic;
  const { start, end } = placesOf(diagnostic, file.lines);
  const line = file.text.slice(file.lines.start(start.line - 1), file.lines.end(start.line - 1));
  const last = end.line === start.line ? end.column - 1 : line.length;
  const { shown, from, length } = cut(line, start.column - 1, Math.min(last, line.length));
  const indent = shown.slice(0, from).replace(/[^\t]/g, ' ');
  return [
    `${paint(BOLD, `${harmless(file.file)}:${start.line}:${start.column}`)} ${paint(COLOURS[severity], severity)} ${code} ${harmless(message)}`,
    paint(DIM, `    ${harmless(shown)}`),
    `    ${indent}${paint(COLOURS[severity], `^${'~'.repeat(Math.max(0, length - 1))}`)}`,
    '',
  ].join('\n');
}

/** The part of a long line around the finding, and where the finding is in it. */
function cut(line: string, start: number, end: number): { shown: string; from: number; length: number } {
  const first = line.length <= WIDTH ? 0 : Math.max(0, Math.min(start - BEFORE, line.length - WIDTH));
  const shown = line.slice(first, first + WIDTH);
  return { shown, from: start - first, length: Math.min(end - first, shown.length) - (start - first) };
}
