import * as vscode from 'vscode';
import type { Handler } from './handler.ts';

/** *New Dockerfile*: an unsaved one in the workspace folder, to be filled in. */
export function newDockerfileCommand(): Handler {
  return async () => {
    const folder = await chooseFolder();
    if (folder === undefined) return;
    const file = vscode.Uri.joinPath(folder.uri, 'Dockerfile');
    const exists = await vscode.workspace.fs.stat(file).then(
      () => true,
      () => false,
    );
    const document = await vscode.workspace.openTextDocument(
      exists ? file : file.with({ scheme: 'untitled' }),
    );
    const editor = await vscode.window.showTextDocument(document);
    if (document.getText() !== '') return;
    await editor.insertSnippet(
      new vscode.SnippetString(
        ['FROM ${1:debian:bookworm-slim}', 'WORKDIR /app', 'COPY . .', 'CMD ["${2:./start.sh}"]', ''].join(
          '\n',
        ),
      ),
    );
  };
}

async function chooseFolder(): Promise<vscode.WorkspaceFolder | undefined> {
  const [first, ...others] = vscode.workspace.workspaceFolders ?? [];
  return others.length === 0 ? first : vscode.window.showWorkspaceFolderPick();
}
