import * as vscode from 'vscode';
import type { PreflightItem } from '../../build/preflight/report.ts';
import { remedyTitle } from '../end-notification.ts';
import type { CheckAction } from './check-rows.ts';
import { itemRemedy } from './item-remedy.ts';

/** Shows all that an item says, with the buttons that help. Returns the one pressed; undefined: none. */
export async function explainItem(item: PreflightItem, builder: string): Promise<CheckAction | undefined> {
  const { title, status, meaning, remedy: advice, detail } = item;
  const remedy = itemRemedy(item, builder);
  const save = vscode.l10n.t('Save Role and RoleBinding…');
  const copy = vscode.l10n.t('Copy Role and RoleBinding');
  const buttons = [
    ...(remedy === undefined ? [] : [remedyTitle(remedy)]),
    ...(item.action === undefined ? [] : [save, copy]),
  ];
  const said = detail === undefined || meaning?.includes(detail) === true ? undefined : detail;
  const text = [meaning, advice, said].filter((part) => part !== undefined && part !== '').join('\n\n');
  const options = { modal: true, ...(text === '' ? {} : { detail: text }) };
  const pressed = await (status === 'no'
    ? vscode.window.showErrorMessage(title, options, ...buttons)
    : vscode.window.showInformationMessage(title, options, ...buttons));
  if (pressed === undefined) return undefined;
  if (pressed === copy && item.action !== undefined) {
    await vscode.env.clipboard.writeText(item.action.yaml);
    return undefined;
  }
  if (pressed === save) return { kind: 'save-manifest', item };
  return remedy === undefined ? undefined : { kind: 'remedy', remedy };
}
