import * as vscode from 'vscode';
import { workspacePath } from '../dockerfile-settings.ts';
import type { DockerfileOnDisk } from '../dockerfile.ts';
import { resolveDockerfile } from '../resolve-dockerfile.ts';
import { requireTrust } from '../trust.ts';
import type { Handler } from './handler.ts';

/** *Edit Pod Settings…*: opens settings.json where it says what is a Dockerfile's own, beginning it if need be. */
export function editPodSettingsCommand(): Handler {
  return async (argument) => {
    if (!(await requireTrust())) return;
    const dockerfile = await resolveDockerfile(argument);
    if (dockerfile === undefined) return;
    const folder = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(dockerfile.path));
    if (folder === undefined) {
      // A file outside of all folders has the settings of the user only.
      await vscode.commands.executeCommand('workbench.action.openSettings', 'kanikoBuild.pod');
      return;
    }
    const key = workspacePath(dockerfile.path, folder.uri.fsPath);
    await begin(dockerfile, key);
    await show(vscode.Uri.joinPath(folder.uri, '.vscode', 'settings.json'), key);
  };
}

async function begin({ path }: DockerfileOnDisk, key: string): Promise<void> {
  const configuration = vscode.workspace.getConfiguration('kanikoBuild', vscode.Uri.file(path));
  const { workspaceFolderValue } = configuration.inspect<Record<string, unknown>>('dockerfiles') ?? {};
  if (workspaceFolderValue !== undefined && key in workspaceFolderValue) return;
  const entries = { ...workspaceFolderValue, [key]: {} };
  await configuration.update('dockerfiles', entries, vscode.ConfigurationTarget.WorkspaceFolder);
}

/** Shows the file with the cursor inside the entry, where the next key is typed, from the first moment on. */
async function show(file: vscode.Uri, key: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument(file);
  const text = document.getText();
  const setting = text.indexOf('"kanikoBuild.dockerfiles"');
  const entry = setting < 0 ? -1 : text.indexOf(JSON.stringify(key), setting);
  const brace = entry < 0 ? -1 : text.indexOf('{', entry);
  const place = document.positionAt(brace + 1);
  const inside = brace < 0 ? {} : { selection: new vscode.Range(place, place) };
  await vscode.window.showTextDocument(document, inside);
}
