import * as vscode from 'vscode';
import { basename } from 'node:path';
import type { Settings } from '../settings.ts';

/** The settings of a Pod in a few words: what matters most by its value, the rest by its number. */
export function podSettingsText({ pod, overlay }: Pick<Settings, 'pod' | 'overlay'>): string {
  const { serviceAccount, platform, tolerations, ...others } = pod;
  const more = Object.keys(others).length;
  const parts = [
    ...(typeof serviceAccount === 'string' ? [vscode.l10n.t('service account {0}', serviceAccount)] : []),
    ...(typeof platform === 'string' ? [platform] : []),
    ...(Array.isArray(tolerations) ? [tolerationsText(tolerations.length)] : []),
    ...(overlay === undefined ? [] : [vscode.l10n.t('overlay {0}', basename(overlay))]),
  ];
  if (more === 0) return parts.length === 0 ? vscode.l10n.t('none') : parts.join(', ');
  return parts.length === 0
    ? Object.keys(others).join(', ')
    : vscode.l10n.t('{0} and {1} more', parts.join(', '), more);
}

function tolerationsText(count: number): string {
  return count === 1 ? vscode.l10n.t('1 toleration') : vscode.l10n.t('{0} tolerations', count);
}
