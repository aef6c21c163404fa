import * as vscode from 'vscode';
import { resolveDockerfile } from '../resolve-dockerfile.ts';
import type { Handler } from './handler.ts';

/** Opens a Dockerfile and the *Problems* view. */
export function showProblemsCommand(): Handler {
  return async (argument) => {
    const dockerfile = await resolveDockerfile(argument);
    if (dockerfile === undefined) return;
    await vscode.window.showTextDocument(vscode.Uri.file(dockerfile.path));
    await vscode.commands.executeCommand('workbench.actions.view.problems');
  };
}
