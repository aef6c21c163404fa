import type { Handler } from './handler.ts';
import * as vscode from 'vscode';
import { isFinal } from '../../build/record.ts';
import type { Parts } from '../parts.ts';
import { resolveBuild } from './resolve-build.ts';

/** *Cancel Build*. */
export function cancelBuildCommand({ builds, controller }: Parts): Handler {
  return async (argument) => {
    const record = await resolveBuild(argument, builds, builds.running());
    if (record === undefined || isFinal(record.state) || controller.cancel(record.id)) return;
    void vscode.window.showInformationMessage(
      vscode.l10n.t('This build runs in another window. Cancel it there.'),
    );
  };
}
