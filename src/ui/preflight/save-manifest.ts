import * as vscode from 'vscode';

/** Saves a manifest for the administrator as a file that the user chooses, and opens it. */
export async function saveManifest(yaml: string, near: string): Promise<void> {
  const target = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Save Role and RoleBinding'),
    defaultUri: vscode.Uri.joinPath(vscode.Uri.file(near), '..', 'kaniko-build-rbac.yaml'),
    filters: { YAML: ['yaml', 'yml'] },
  });
  if (target === undefined) return;
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(yaml));
  await vscode.window.showTextDocument(target);
}
