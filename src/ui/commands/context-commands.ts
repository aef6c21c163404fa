import * as vscode from 'vscode';
import type { RowEntry } from '../context/context-row.ts';
import type { DockerfileOnDisk } from '../dockerfile.ts';
import type { Parts } from '../parts.ts';
import { resolveDockerfile } from '../resolve-dockerfile.ts';
import { requireTrust } from '../trust.ts';
import type { Handler } from './handler.ts';

type ContextParts = Pick<Parts, 'contexts'>;

/** *Preview Build Context*. */
export function previewContextCommand({ contexts }: ContextParts): Handler {
  return async (argument) => {
    if (!(await requireTrust())) return;
    const dockerfile = await resolveDockerfile(argument);
    if (dockerfile !== undefined) await (await contexts()).preview(dockerfile);
  };
}

/** *Refresh* of the preview. */
export function refreshContextCommand({ contexts }: ContextParts): Handler {
  return async () => (await contexts()).refresh();
}

/** *Upload Everything* and *Upload Only What Is Read* of the preview. */
export function sendAllCommand(all: boolean, { contexts }: ContextParts): Handler {
  return async () => (await contexts()).sendAll(all);
}

/** *Close* of the preview. */
export function closeContextCommand({ contexts }: ContextParts): Handler {
  return async () => (await contexts()).close();
}

/** *Add to .dockerignore* of a row of the preview, or of a quick fix with its pattern. */
export function addToDockerignoreCommand({ contexts }: ContextParts): Handler {
  return async (argument) => {
    if (isOfEntry(argument)) await (await contexts()).leaveOut(argument.entry);
    else if (isOfPattern(argument))
      await (await contexts()).addPattern(argument.dockerfile, argument.pattern);
  };
}

/** *Open* of a row of the preview; a folder is shown in the explorer. */
export function openContextEntryCommand(): Handler {
  return async (argument) => {
    if (!isOfEntry(argument)) return;
    const { source, folder } = argument.entry;
    await vscode.commands.executeCommand(
      folder ? 'revealInExplorer' : 'vscode.open',
      vscode.Uri.file(source),
    );
  };
}

function isOfEntry(argument: unknown): argument is { readonly entry: RowEntry } {
  return typeof argument === 'object' && argument !== null && 'entry' in argument;
}

function isOfPattern(
  argument: unknown,
): argument is { readonly dockerfile: DockerfileOnDisk; readonly pattern: string } {
  return (
    typeof argument === 'object' && argument !== null && 'dockerfile' in argument && 'pattern' in argument
  );
}
