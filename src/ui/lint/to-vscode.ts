import * as vscode from 'vscode';
import type { Diagnostic, Edit, Severity } from '../../dockerfile/lint/diagnostic.ts';
import type { Span } from '../../dockerfile/span.ts';
import { ruleLink } from './rule-page.ts';

/** What VS Code calls the source of our diagnostics. */
export const SOURCE = 'Kaniko Build';

/** A text in which something was found, open in an editor or not. */
export type LintedText = Pick<vscode.TextDocument, 'uri' | 'positionAt'>;

/** A finding as VS Code shows it. `document` has the text in which it was found. */
export function toDiagnostic(found: Diagnostic, document: LintedText): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(
    toRange(found, document),
    found.message,
    toSeverity(found.severity),
  );
  diagnostic.source = SOURCE;
  diagnostic.code = { value: found.codes.join(', '), target: ruleLink(found.code) };
  diagnostic.relatedInformation = found.related.map(
    (related) =>
      new vscode.DiagnosticRelatedInformation(
        new vscode.Location(document.uri, toRange(related, document)),
        related.message,
      ),
  );
  if (found.tag !== undefined) {
    diagnostic.tags = [
      found.tag === 'deprecated' ? vscode.DiagnosticTag.Deprecated : vscode.DiagnosticTag.Unnecessary,
    ];
  }
  return diagnostic;
}

export function toRange({ start, end }: Span, document: LintedText): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}

/** The edits of one fix as a change of the document. */
export function toWorkspaceEdit(edits: readonly Edit[], document: vscode.TextDocument): vscode.WorkspaceEdit {
  const change = new vscode.WorkspaceEdit();
  change.set(
    document.uri,
    edits.map((edit) => vscode.TextEdit.replace(toRange(edit, document), edit.newText)),
  );
  return change;
}

function toSeverity(severity: Severity): vscode.DiagnosticSeverity {
  switch (severity) {
    case 'error':
      return vscode.DiagnosticSeverity.Error;
    case 'warning':
      return vscode.DiagnosticSeverity.Warning;
    case 'info':
      return vscode.DiagnosticSeverity.Information;
    case 'style':
      return vscode.DiagnosticSeverity.Hint;
  }
}
