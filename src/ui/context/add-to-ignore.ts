import { join } from 'node:path';
import * as vscode from 'vscode';
import type { ReadyContext } from '../../context/watched-context.ts';
import { openDocument } from './text-lines.ts';

/** The ignore file that holds for a context, or that would if it were made. */
export function ignoreFileOf({ folder, preview }: Pick<ReadyContext, 'folder' | 'preview'>): string {
  return preview.ignoreFile ?? join(folder, '.dockerignore');
}

/**
 * Adds a pattern as the last line of an ignore file, which is made where there is none. It can be undone. The file is saved
 * unless it was edited before: what lies on the disk holds. Resolves to whether it was done.
 */
export async function addToIgnoreFile(file: string, pattern: string): Promise<boolean> {
  const uri = vscode.Uri.file(file);
  const edit = new vscode.WorkspaceEdit();
  const exists = await vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
  if (!exists) {
    edit.createFile(uri, { ignoreIfExists: true, contents: Buffer.from(`${pattern}\n`) });
    return vscode.workspace.applyEdit(edit);
  }
  const edited = openDocument(file)?.isDirty === true;
  const document = await vscode.workspace.openTextDocument(uri);
  const end = document.lineAt(document.lineCount - 1).range.end;
  const newline = document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n';
  edit.insert(uri, end, `${end.character === 0 ? '' : newline}${pattern}${newline}`);
  if (!(await vscode.workspace.applyEdit(edit))) return false;
  return edited || (await document.save());
}
