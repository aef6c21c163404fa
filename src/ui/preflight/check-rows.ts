import * as vscode from 'vscode';
import type { PreflightItem, PreflightReport, PreflightStatus } from '../../build/preflight/report.ts';
import { remedyTitle } from '../end-notification.ts';
import type { ActionButton, ActionRow } from '../questions/action-list.ts';
import type { Remedy } from '../remedy.ts';
import { plain, sentences } from '../text/plain.ts';
import { itemRemedies } from './item-remedy.ts';

/** What the user can do from the checklist. */
export type CheckAction =
  | { readonly kind: 'again' | 'build' }
  | { readonly kind: 'explain'; readonly item: PreflightItem }
  | { readonly kind: 'save-manifest'; readonly yaml: string }
  | { readonly kind: 'remedy'; readonly remedy: Remedy };

/** In the order in which they are shown: what stops the build first. */
const STATUSES: readonly PreflightStatus[] = ['no', 'unknown', 'yes'];

/** The items of a report as rows, by their status; `builder` is the id of the builder. */
export function checkRows({ items }: PreflightReport, builder: string): readonly ActionRow<CheckAction>[] {
  return STATUSES.flatMap((status) => {
    const rows = items.filter((item) => item.status === status).map((item) => row(item, builder));
    const heading = { label: headingOf(status), kind: vscode.QuickPickItemKind.Separator };
    return rows.length === 0 ? [] : [heading, ...rows];
  });
}

/** What a report comes to, in one line. */
export function reportText({ ready, items }: PreflightReport): string {
  const count = (status: PreflightStatus): number => items.filter((item) => item.status === status).length;
  const noes = count('no');
  const unknowns = count('unknown');
  if (noes === 1) return vscode.l10n.t('The build would fail: 1 reason. Enter on a row explains it');
  if (noes > 1) {
    return vscode.l10n.t('The build would fail: {0} reasons. Enter on a row explains it', noes);
  }
  if (!ready) return vscode.l10n.t('The cluster could not be asked. Enter on a row explains it');
  return unknowns === 0
    ? vscode.l10n.t('Everything that can be checked is fine')
    : vscode.l10n.t('Nothing speaks against the build; {0} could not be told', unknowns);
}

function row(item: PreflightItem, builder: string): ActionRow<CheckAction> {
  const { status, title, meaning, detail } = item;
  const text = status === 'yes' ? sentences(detail, meaning) : (meaning ?? detail ?? '');
  return {
    label: plain(title),
    description: statusWord(status),
    ...(text === '' ? {} : { detail: plain(text) }),
    iconPath: statusIcon(status),
    action: { kind: 'explain', item },
    buttons: rowButtons(item, builder),
  };
}

function rowButtons(item: PreflightItem, builder: string): readonly ActionButton<CheckAction>[] {
  const remedies = itemRemedies(item, builder);
  return [
    ...(item.action?.kind === 'manifest'
      ? [
          {
            iconPath: new vscode.ThemeIcon('save-as'),
            tooltip: vscode.l10n.t('Save the Role and RoleBinding for the administrator…'),
            action: { kind: 'save-manifest', yaml: item.action.yaml } as const,
          },
        ]
      : []),
    ...remedies.map((remedy) => ({
      iconPath: new vscode.ThemeIcon(remedyIcon(remedy)),
      tooltip: remedyTitle(remedy),
      action: { kind: 'remedy', remedy } as const,
    })),
  ];
}

function remedyIcon({ kind }: Remedy): string {
  switch (kind) {
    case 'settings':
      return 'gear';
    case 'dockerfile':
      return 'go-to-file';
    case 'correct-secret':
      return 'wand';
    case 'edit':
    case 'rebuild':
      return 'edit';
  }
}

function statusIcon(status: PreflightStatus): vscode.ThemeIcon {
  switch (status) {
    case 'yes':
      return new vscode.ThemeIcon('pass');
    case 'no':
      return new vscode.ThemeIcon('error');
    case 'unknown':
      return new vscode.ThemeIcon('question');
  }
}

function statusWord(status: PreflightStatus): string {
  switch (status) {
    case 'yes':
      return vscode.l10n.t('yes');
    case 'no':
      return vscode.l10n.t('no');
    case 'unknown':
      return vscode.l10n.t('not known');
  }
}

function headingOf(status: PreflightStatus): string {
  switch (status) {
    case 'yes':
      return vscode.l10n.t('fine');
    case 'no':
      return vscode.l10n.t('the build would fail');
    case 'unknown':
      return vscode.l10n.t('could not be told');
  }
}
