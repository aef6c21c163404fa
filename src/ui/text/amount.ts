import * as vscode from 'vscode';
import { formatBytes } from './bytes.ts';

/** `1,234 files, 5.6 MB`. */
export function amountText({ files, bytes }: { readonly files: number; readonly bytes: number }): string {
  return files === 1
    ? vscode.l10n.t('1 file, {0}', formatBytes(bytes))
    : vscode.l10n.t('{0} files, {1}', countText(files), formatBytes(bytes));
}

/** A number as the user's language writes it. */
export function countText(count: number): string {
  return count.toLocaleString(vscode.env.language);
}
