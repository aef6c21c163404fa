import * as vscode from 'vscode';
import type { Builds } from './builds.ts';
import { buildName, buildSpoken } from './text/build.ts';

/** A status-bar item, and the context key `kanikoBuild.running`, while builds run. A click opens the view. */
export function showRunningBuilds(builds: Builds): vscode.Disposable {
  // Made when a build runs for the first time: not at activation.
  let item: vscode.StatusBarItem | undefined;
  let shown = 0;
  const update = (): void => {
    const running = builds.running();
    if (running.length !== shown) {
      void vscode.commands.executeCommand('setContext', 'kanikoBuild.running', running.length > 0);
      shown = running.length;
    }
    const [first] = running;
    if (first === undefined) {
      item?.hide();
      return;
    }
    const text =
      running.length === 1
        ? vscode.l10n.t('Building {0}', buildName(first))
        : vscode.l10n.t('Building {0} images', running.length);
    item ??= makeItem();
    item.text = `$(sync~spin) ${text}`;
    item.tooltip = running.map((record) => buildSpoken(record, Date.now())).join('\n');
    item.accessibilityInformation = { label: text, role: 'button' };
    item.show();
  };
  return vscode.Disposable.from(builds.onDidChange(update), { dispose: () => item?.dispose() });
}

function makeItem(): vscode.StatusBarItem {
  const item = vscode.window.createStatusBarItem('kanikoBuild.running', vscode.StatusBarAlignment.Left);
  item.name = vscode.l10n.t('Running Builds');
  item.command = 'kanikoBuild.builds.focus';
  return item;
}
