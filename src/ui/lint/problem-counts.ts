import * as vscode from 'vscode';
import type { Diagnostic } from '../../dockerfile/lint/diagnostic.ts';

/** How many findings there are. */
export interface ProblemCounts {
  readonly errors: number;
  readonly warnings: number;
  /** Infos and matters of style. */
  readonly hints: number;
}

export function countProblems(findings: readonly Diagnostic[]): ProblemCounts {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const warnings = findings.filter(({ severity }) => severity === 'warning').length;
  return { errors, warnings, hints: findings.length - errors - warnings };
}

/** `2 errors, 1 warning, 3 hints`, or `none`. */
export function countsText({ errors, warnings, hints }: ProblemCounts): string {
  const parts = [
    ...(errors === 0 ? [] : [errors === 1 ? vscode.l10n.t('1 error') : vscode.l10n.t('{0} errors', errors)]),
    ...(warnings === 0
      ? []
      : [warnings === 1 ? vscode.l10n.t('1 warning') : vscode.l10n.t('{0} warnings', warnings)]),
    ...(hints === 0 ? [] : [hints === 1 ? vscode.l10n.t('1 hint') : vscode.l10n.t('{0} hints', hints)]),
  ];
  return parts.length === 0 ? vscode.l10n.t('none') : parts.join(', ');
}
