import * as vscode from 'vscode';
import type { PreflightItem } from '../../build/preflight/report.ts';
import { remedyTitle } from '../end-notification.ts';
import type { CheckAction } from './check-rows.ts';
import { itemRemedies } from './item-remedy.ts';

/** Shows all that an item says, with the buttons that help. Returns the one pressed; undefined: none. */
export async function explainItem(item: PreflightItem, builder: string): Promise<CheckAction | undefined> {
  const { title, status, meaning, remedy: advice, detail } = item;
  const remedies = itemRemedies(item, builder);
  const yaml = item.action?.kind === 'manifest' ? item.action.yaml : undefined;
  const save = vscode.l10n.t('Save Role and RoleBinding…');
  const copy = vscode.l10n.t('Copy Role and RoleBinding');
  const buttons = [
    ...remedies.map((remedy) => remedyTitle(remedy)),
    ...(yaml === undefined ? [] : [save, copy]),
  ];
  const said = detail === undefined || meaning?.includes(detail) === true ? undefined : detail;
  const text = [meaning, advice, said].filter((part) => part !== undefined && part !== '').join('\n\n');
  const options = { modal: true, ...(text === '' ? {} : { detail: text }) };
  const pressed = await (status === 'no'
    ? vscode.window.showErrorMessage(title, options, ...buttons)
    : vscode.window.showInformationMessage(title, options, ...buttons));
  if (pressed === undefined) return undefined;
  if (pressed === copy && yaml !== undefined) {
    await vscode.env.clipboard.writeText(yaml);
    return undefined;
  }
  if (pressed === save && yaml !== undefined) return { kind: 'save-manifest', yaml };
  const remedy = remedies.find((one) => remedyTitle(one) === pressed);
  return remedy === undefined ? undefined : { kind: 'remedy', remedy };
}
