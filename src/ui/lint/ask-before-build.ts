import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { isRemoteContext } from '../../build/remote-context.ts';
import type { BuildRequest } from '../../build/request.ts';
import { defaultConfig } from '../../dockerfile/lint/config.ts';
import type { Diagnostic } from '../../dockerfile/lint/diagnostic.ts';
import type { Linter } from '../../linter/linter.ts';
import { plain } from '../text/plain.ts';

/** Most findings that the question names. */
const MOST = 5;

/**
 * Where the chosen builder would build the Dockerfile wrong without a word, or refuse it, asks whether to go on. Pragmas
 * and settings silence diagnostics, not this. Resolves to whether the build may start.
 */
export async function confirmBuilderFindings(
  request: BuildRequest,
  load: () => Promise<Linter>,
): Promise<boolean> {
  const found = await builderErrors(request, load);
  if (found.length === 0) return true;
  const build = vscode.l10n.t('Build Anyway');
  const show = vscode.l10n.t('Show Problems');
  const lines = found.slice(0, MOST).map(({ text }) => `• ${plain(text)}`);
  const rest = found.length - lines.length;
  const pressed = await vscode.window.showWarningMessage(
    vscode.l10n.t('The chosen builder would not build this Dockerfile as it is written.'),
    {
      modal: true,
      detail: [...lines, ...(rest === 0 ? [] : [vscode.l10n.t('… and {0} more', rest)])].join('\n'),
    },
    show,
    build,
  );
  if (pressed === show) await showProblem(request.dockerfile, found[0]?.line ?? 0);
  return pressed === build;
}

async function builderErrors(
  request: BuildRequest,
  load: () => Promise<Linter>,
): Promise<readonly { readonly text: string; readonly line: number }[]> {
  const text = await readFile(request.dockerfile, 'utf8').catch(() => undefined);
  // A file that cannot be read is the plan's to tell.
  if (text === undefined) return [];
  const linter = await load();
  const { tree, diagnostics } = await linter.lint({
    text,
    path: request.dockerfile,
    ...(isRemoteContext(request.context) ? {} : { context: request.context }),
    config: { ...defaultConfig, disableIgnorePragma: true },
    builder: request.builder,
  });
  return diagnostics.filter(isBuilderError).map(({ message, start }) => {
    const line = tree.lines.lineAt(start);
    return { text: vscode.l10n.t('Line {0}: {1}', line + 1, message), line };
  });
}

/** Ids of the builders' own rules begin with KB. */
function isBuilderError({ code, severity }: Diagnostic): boolean {
  return severity === 'error' && /^KB\d/.test(code);
}

async function showProblem(path: string, line: number): Promise<void> {
  const position = new vscode.Position(line, 0);
  await vscode.window.showTextDocument(vscode.Uri.file(path), {
    selection: new vscode.Range(position, position),
  });
  await vscode.commands.executeCommand('workbench.actions.view.problems');
}
