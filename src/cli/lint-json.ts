import { placesOf, type LintedFile } from './linted-file.ts';

/**
 * The findings as JSON: an array with an object for each file. Lines and columns count from 1, columns in UTF-16 code
 * units; `ms` is the time of parsing and rules.
 */
export function lintJson(files: readonly LintedFile[]): string {
  const results = files.map(({ file, lines, diagnostics, milliseconds }) => ({
    file,
    diagnostics: diagnostics.map(({ start, end, code, codes, severity, message, fixes }) => ({
      code,
      codes,
      severity,
      message,
      range: placesOf({ start, end }, lines),
      fixes: fixes.map(({ title, edits }) => ({
        title,
        edits: edits.map((edit) => ({ range: placesOf(edit, lines), newText: edit.newText })),
      })),
    })),
    ms: Math.round(milliseconds * 1000) / 1000,
  }));
  return `${JSON.stringify(results)}\n`;
}
