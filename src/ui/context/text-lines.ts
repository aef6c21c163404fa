import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';

/** The file's open document. */
export function openDocument(path: string): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find(
    ({ uri, isClosed }) => !isClosed && uri.scheme === 'file' && uri.fsPath === path,
  );
}

/** Lines of the text in the editor, else of that on the disk; none where it cannot be read. */
export async function linesOf(path: string): Promise<readonly string[]> {
  const open = openDocument(path)?.getText();
  const text = open ?? (await readFile(path, 'utf8').catch(() => '')).replace(/^\uFEFF/, '');
  return text.split('\n');
}
