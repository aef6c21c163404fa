import * as l10n from '@vscode/l10n';
import type { LintConfig } from '../dockerfile/lint/config.ts';
import type { Diagnostic, Edit, Fix } from '../dockerfile/lint/diagnostic.ts';
import { makeLintFile } from '../dockerfile/lint/make-lint-file.ts';
import { silencedByPragmas } from '../dockerfile/lint/pragmas.ts';
import type { DockerfileTree, Instruction } from '../dockerfile/tree.ts';
import { runShellcheck, type ShellcheckOptions } from './run-shellcheck.ts';
import { readComments, type ShellcheckComment } from './shellcheck-comment.ts';
import { shellcheckScripts, type ShellcheckScript } from './shellcheck-script.ts';

/** Programs at a time. */
const together = 2;

/**
 * What ShellCheck finds in the RUNs of a Dockerfile, as far as the configuration and the file's comments leave it, in
 * the order of the file. Each RUN takes a program of its own, `options.timeout` is for each; where one fails or is
 * cancelled its findings are missing. Never rejects.
 */
export async function shellcheck(
  tree: DockerfileTree,
  config: LintConfig,
  options: ShellcheckOptions,
): Promise<Diagnostic[]> {
  const file = makeLintFile(tree, config.settings);
  const silenced = config.disableIgnorePragma ? (): boolean => false : silencedByPragmas(file);
  const waiting = file.instructions.flatMap((run) =>
    shellcheckScripts(run, file).map((script) => ({ run, script })),
  );
  const found: Diagnostic[] = [];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { run, script } = next;
      const output = options.signal?.aborted === true ? undefined : await runShellcheck(script.text, options);
      const comments = output === undefined ? [] : readComments(output);
      found.push(...comments.flatMap((comment) => toDiagnostic(comment, script, run, config)));
    }
  };
  await Promise.all(Array.from({ length: together }, work));
  return found
    .filter(({ code, codes, start }) => !config.ignored.has(code) && !silenced(codes, start))
    .sort((one, other) => one.start - other.start);
}

/** None for what is said of the lines that we put in front. */
function toDiagnostic(
  comment: ShellcheckComment,
  script: ShellcheckScript,
  run: Instruction,
  config: LintConfig,
): Diagnostic[] {
  const { line, column, endLine, endColumn, level, message } = comment;
  const span = script.span({ line, column }, { line: endLine, column: endColumn });
  if (span === undefined) {
    return [];
  }
  const code = `SC${comment.code.toString()}`;
  // Something must be seen, also where ShellCheck names a point between two characters or the end.
  const start = Math.min(span.start, run.end - 1);
  return [
    {
      start,
      end: Math.max(span.end, start + 1),
      code,
      codes: [code],
      severity: config.severities.get(code) ?? level,
      message,
      fixes: fixesFor(comment, script),
      related: [],
    },
  ];
}

/** ShellCheck's own fix, where what it replaces stands in one piece in the Dockerfile. */
function fixesFor({ replacements }: ShellcheckComment, script: ShellcheckScript): Fix[] {
  const edits = replacements.flatMap(({ line, column, endLine, endColumn, replacement }): Edit[] => {
    const span = script.span({ line, column }, { line: endLine, column: endColumn });
    const isWhole = span !== undefined && span.end - span.start === endColumn - column && line === endLine;
    return isWhole && !/[\r\n]/.test(replacement) ? [{ ...span, newText: replacement }] : [];
  });
  const sorted = edits.sort((one, other) => one.start - other.start);
  const apart = sorted.every(({ start }, index) => start >= (sorted[index - 1]?.end ?? 0));
  const distinct = new Set(sorted.map(({ start }) => start)).size === sorted.length;
  return sorted.length === 0 || sorted.length < replacements.length || !apart || !distinct
    ? []
    : [{ title: l10n.t('Apply the fix that ShellCheck suggests'), edits: sorted, safe: false }];
}
