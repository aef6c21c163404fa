import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Diagnostic, Fix, Severity } from '../dockerfile/lint/diagnostic.ts';
import type { Lines } from '../dockerfile/lines.ts';
import type { Span } from '../dockerfile/span.ts';
import type { RuleDescription } from '../linter/linter.ts';
import { placesOf, type LintedFile } from './linted-file.ts';

const PAGES = 'https://github.com/kaniko-build/kaniko-build/blob/main/media/rules/';

const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
  style: 'note',
};

/**
 * The findings as SARIF 2.1.0 (docs.oasis-open.org/sarif/sarif/v2.1.0), for those who collect them. `problems` is what
 * could not be looked at.
 */
export function lintSarif(
  files: readonly LintedFile[],
  rules: readonly RuleDescription[],
  problems: readonly string[],
): string {
  const found = new Map(
    files.flatMap(({ diagnostics }) => diagnostics.map((one) => [one.code, one] as const)),
  );
  // Those that found something, in a fixed order.
  const ids = [...found.keys()].sort();
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Kaniko Build',
            informationUri: 'https://github.com/kaniko-build/kaniko-build',
            rules: ids.map((id) => sarifRule(id, rules)),
          },
        },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: problems.length === 0,
            toolExecutionNotifications: problems.map((text) => ({ level: 'error', message: { text } })),
          },
        ],
        results: files.flatMap((file) =>
          file.diagnostics.map((diagnostic) => sarifResult(file, diagnostic, ids.indexOf(diagnostic.code))),
        ),
      },
    ],
  };
  return `${JSON.stringify(log)}\n`;
}

function sarifRule(id: string, rules: readonly RuleDescription[]) {
  const rule = rules.find((one) => one.id === id || one.alias === id);
  if (rule === undefined) {
    const helpUri = /^SC\d+$/.test(id) ? `https://www.shellcheck.net/wiki/${id}` : undefined;
    return helpUri === undefined ? { id } : { id, helpUri };
  }
  return {
    id,
    shortDescription: { text: rule.title },
    helpUri: `${PAGES}${rule.id}.md`,
    defaultConfiguration: { level: LEVELS[rule.severity] },
  };
}

function sarifResult({ file, lines }: LintedFile, diagnostic: Diagnostic, ruleIndex: number) {
  const { code, codes, severity, message, fixes, related } = diagnostic;
  const artifactLocation = { uri: uriOf(file) };
  const location = (span: Span) => ({
    physicalLocation: { artifactLocation, region: region(span, lines) },
  });
  return {
    ruleId: code,
    ruleIndex,
    level: LEVELS[severity],
    message: { text: message },
    locations: [location(diagnostic)],
    ...(related.length === 0
      ? {}
      : { relatedLocations: related.map((one) => ({ ...location(one), message: { text: one.message } })) }),
    ...(fixes.length === 0 ? {} : { fixes: fixes.map((fix) => sarifFix(fix, artifactLocation, lines)) }),
    properties: { codes, severity },
  };
}

function sarifFix({ title, edits }: Fix, artifactLocation: { readonly uri: string }, lines: Lines) {
  const replacements = edits.map((edit) => ({
    deletedRegion: region(edit, lines),
    ...(edit.newText === '' ? {} : { insertedContent: { text: edit.newText } }),
  }));
  return { description: { text: title }, artifactChanges: [{ artifactLocation, replacements }] };
}

function region(span: Span, lines: Lines) {
  const { start, end } = placesOf(span, lines);
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

/** A reference relative to where the command runs, unless the path is absolute. */
function uriOf(file: string): string {
  if (isAbsolute(file)) return pathToFileURL(file).href;
  const path = process.platform === 'win32' ? file.replaceAll('\\', '/') : file;
  // The first part of a relative reference may hold no colon; encoding it does no harm elsewhere.
  return path.split('/').map(encodeURIComponent).join('/');
}
