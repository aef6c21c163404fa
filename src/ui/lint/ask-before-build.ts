import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { isRemoteContext } from '../../build/remote-context.ts';
import type { BuildRequest } from '../../build/request.ts';
import { builderProblems, type BuilderProblem } from '../../linter/builder-problems.ts';
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
  const lines = found
    .slice(0, MOST)
    .map(({ line, message }) => `• ${plain(vscode.l10n.t('Line {0}: {1}', line, message))}`);
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
  if (pressed === show) await showProblem(request.dockerfile, found[0]?.line ?? 1);
  return pressed === build;
}

async function builderErrors(
  { dockerfile, context, builder }: BuildRequest,
  load: () => Promise<Linter>,
): Promise<readonly BuilderProblem[]> {
  const text = await readFile(dockerfile, 'utf8').catch(() => undefined);
  // A file that cannot be read is the plan's to tell.
  if (text === undefined) return [];
  const folder = isRemoteContext(context) ? {} : { context };
  const found = await builderProblems(await load(), { text, path: dockerfile, ...folder, builder });
  return found.filter(({ certain }) => certain);
}

async function showProblem(path: string, line: number): Promise<void> {
  const position = new vscode.Position(line - 1, 0);
  await vscode.window.showTextDocument(vscode.Uri.file(path), {
    selection: new vscode.Range(position, position),
  });
  await vscode.commands.executeCommand('workbench.actions.view.problems');
}
