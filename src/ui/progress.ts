import * as vscode from 'vscode';
import type { BuildRecord } from '../build/record.ts';
import type { Builds } from './builds.ts';
import { buildName } from './text/build.ts';
import { plain } from './text/plain.ts';
import { progressText } from './text/progress.ts';

export interface ProgressOptions {
  readonly builds: Builds;
  /** Settles when the build is over. */
  readonly over: Promise<unknown>;
  readonly cancel: () => void;
}

/** Shows a running build's state in a notification with *Cancel* and a link to the log. */
export function showProgress(record: BuildRecord, { builds, over, cancel }: ProgressOptions): void {
  const { id } = record;
  // A notification of progress has no other buttons than Cancel; a link in its text is what VS Code offers.
  const argument = encodeURIComponent(JSON.stringify([id]));
  const showLog = `[${vscode.l10n.t('Show Log')}](command:kanikoBuild.showLog?${argument})`;
  const title = vscode.l10n.t('Building {0}', plain(buildName(record)));
  void vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, cancellable: true, title },
    async (progress, token) => {
      const report = (): void => {
        const text = progressText(builds.get(id) ?? record, builds.upload(id));
        progress.report({ message: `${text} · ${showLog}` });
      };
      const listener = builds.onDidChange((changed) => {
        if (changed === id) report();
      });
      token.onCancellationRequested(cancel);
      report();
      await over;
      listener.dispose();
    },
  );
}
