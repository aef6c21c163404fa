import * as vscode from 'vscode';
import type { Diagnostic, Fix } from '../../dockerfile/lint/diagnostic.ts';
import type { Linter } from '../../linter/linter.ts';
import type { LintDocuments } from './lint-documents.ts';
import type { LintRequests } from './lint-requests.ts';
import { SOURCE, toRange, toWorkspaceEdit } from './to-vscode.ts';

/** Fixes all findings that have a safe fix; `editor.codeActionsOnSave` names it. */
const FIX_ALL = vscode.CodeActionKind.SourceFixAll.append('kanikoBuild');

export interface FixActionsParts {
  readonly documents: LintDocuments;
  readonly requests: LintRequests;
  readonly linter: () => Promise<Linter>;
}

/** The light bulb on a finding: its fixes, and *Ignore* here or in the file. */
export class FixActions implements vscode.CodeActionProvider {
  static readonly metadata: vscode.CodeActionProviderMetadata = {
    providedCodeActionKinds: [vscode.CodeActionKind.QuickFix, FIX_ALL],
  };

  readonly #parts: FixActionsParts;

  constructor(parts: FixActionsParts) {
    this.#parts = parts;
  }

  async provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    context: vscode.CodeActionContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.CodeAction[]> {
    const findings = await this.#parts.documents.findings(document);
    if (findings === undefined || token.isCancellationRequested) return [];
    const { only } = context;
    const actions: vscode.CodeAction[] = [];
    if (only === undefined || only.contains(vscode.CodeActionKind.QuickFix)) {
      const linter = await this.#parts.linter();
      for (const found of findings.diagnostics) {
        if (toRange(found, document).intersection(range) === undefined) continue;
        const shown = context.diagnostics.find((one) => isAbout(one, found, document));
        actions.push(
          ...found.fixes.map((fix, index) => quickFix(fix, document, shown, index === 0)),
          ...linter
            .ignoreFixes(findings.report.tree, found)
            .map((fix) => quickFix(fix, document, shown, false)),
        );
      }
    }
    if (only !== undefined && (FIX_ALL.contains(only) || only.contains(FIX_ALL))) {
      actions.push(...(await this.#fixAll(document)));
    }
    return actions;
  }

  async #fixAll(document: vscode.TextDocument): Promise<vscode.CodeAction[]> {
    const { linter: load, requests } = this.#parts;
    const linter = await load();
    const before = document.getText();
    const { request, choices } = await requests.prepare(document.uri, before, linter);
    if (!choices.enabled) return [];
    const { text, applied } = await linter.fixAll(request);
    if (applied === 0 || document.getText() !== before) return [];
    const action = new vscode.CodeAction(vscode.l10n.t('Fix all that can be fixed safely'), FIX_ALL);
    action.edit = toWorkspaceEdit([{ start: 0, end: before.length, newText: text }], document);
    return [action];
  }
}

function quickFix(
  { title, edits }: Fix,
  document: vscode.TextDocument,
  diagnostic: vscode.Diagnostic | undefined,
  preferred: boolean,
): vscode.CodeAction {
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.edit = toWorkspaceEdit(edits, document);
  action.isPreferred = preferred;
  if (diagnostic !== undefined) action.diagnostics = [diagnostic];
  return action;
}

function isAbout(shown: vscode.Diagnostic, found: Diagnostic, document: vscode.TextDocument): boolean {
  return (
    shown.source === SOURCE &&
    shown.message === found.message &&
    shown.range.isEqual(toRange(found, document))
  );
}
