import * as vscode from 'vscode';

/**
 * Whether the workspace is trusted. Where it is not, says why a build needs that and offers to change it: a Dockerfile
 * runs commands in the user's cluster with the user's credentials.
 */
export async function requireTrust(): Promise<boolean> {
  if (vscode.workspace.isTrusted) return true;
  const manage = vscode.l10n.t('Manage Workspace Trust');
  const pressed = await vscode.window.showWarningMessage(
    vscode.l10n.t(
      'This workspace is not trusted. A build runs the commands of its Dockerfile in your cluster and uses your credentials: trust the workspace first.',
    ),
    manage,
  );
  if (pressed === manage) await vscode.commands.executeCommand('workbench.trust.manage');
  return vscode.workspace.isTrusted;
}
