import * as vscode from 'vscode';
import type { ContextFix } from '../../context/problem.ts';
import type { ContextDiagnostics, ShownProblem } from './context-diagnostics.ts';

/** The light bulb on what is wrong with a context. */
export class ContextFixes implements vscode.CodeActionProvider {
  static readonly selector: vscode.DocumentSelector = [
    { language: 'dockerfile', scheme: 'file' },
    { pattern: '**/*.dockerignore', scheme: 'file' },
  ];
  static readonly metadata: vscode.CodeActionProviderMetadata = {
    providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
  };

  readonly #diagnostics: Pick<ContextDiagnostics, 'shown'>;

  constructor(diagnostics: Pick<ContextDiagnostics, 'shown'>) {
    this.#diagnostics = diagnostics;
  }

  provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    { diagnostics }: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    return this.#diagnostics.shown(document.uri).flatMap((shown) => {
      const { fix, diagnostic } = shown;
      // Where it is now: what was typed before it has moved it since.
      const about = diagnostics.find(
        ({ source, message, code }) =>
          source === diagnostic.source && message === diagnostic.message && code === diagnostic.code,
      );
      const place = about?.range ?? diagnostic.range;
      if (fix === undefined || place.intersection(range) === undefined) return [];
      const action = fixAction(fix, document, place, shown);
      action.diagnostics = [about ?? diagnostic];
      action.isPreferred = fix.kind !== 'ignore';
      return [action];
    });
  }
}

function fixAction(
  fix: ContextFix,
  document: vscode.TextDocument,
  range: vscode.Range,
  { dockerfile }: ShownProblem,
): vscode.CodeAction {
  const edit = new vscode.WorkspaceEdit();
  switch (fix.kind) {
    case 'replace':
      edit.replace(document.uri, range, fix.text);
      return actionWith(vscode.l10n.t('Change to "{0}"', fix.text), edit);
    case 'delete-line':
      edit.delete(document.uri, document.lineAt(range.start.line).rangeIncludingLineBreak);
      return actionWith(vscode.l10n.t('Delete the line'), edit);
    case 'ignore': {
      const title = vscode.l10n.t('Add "{0}" to .dockerignore', fix.pattern);
      const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
      action.command = {
        command: 'kanikoBuild.addToDockerignore',
        title,
        arguments: [{ dockerfile, pattern: fix.pattern }],
      };
      return action;
    }
  }
}

function actionWith(title: string, edit: vscode.WorkspaceEdit): vscode.CodeAction {
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.edit = edit;
  return action;
}
