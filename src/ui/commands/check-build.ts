import * as vscode from 'vscode';
import type { DockerfileOnDisk } from '../dockerfile.ts';
import { editTitle } from '../end-notification.ts';
import { launch } from '../launch.ts';
import type { Parts } from '../parts.ts';
import { showChecklist } from '../preflight/checklist.ts';
import { saveManifest } from '../preflight/save-manifest.ts';
import type { Remedy } from '../remedy.ts';
import { resolveDockerfile } from '../resolve-dockerfile.ts';
import { requireTrust } from '../trust.ts';
import { inBackground, type Handler } from './handler.ts';

/** *Check Build…*: tells what a build would meet, before a byte is sent; what is edited is checked again. */
export function checkBuildCommand(parts: Parts): Handler {
  return async (argument) => {
    if (!(await requireTrust())) return;
    const dockerfile = await resolveDockerfile(argument);
    if (dockerfile === undefined) return;
    let goesOn = true;
    while (goesOn) goesOn = await checkOnce(dockerfile, parts);
  };
}

/** Returns whether to check again. */
async function checkOnce(dockerfile: DockerfileOnDisk, parts: Parts): Promise<boolean> {
  const prepared = await parts.flow.prepare(dockerfile, vscode.l10n.t('Check Build'));
  if (prepared === undefined) return false;
  // The server's dry run sends the very Secret.
  const allowed = await parts.consent.ask(prepared);
  if (allowed === undefined) return false;
  const action = await showChecklist(allowed, dockerfile.label, parts.engine);
  switch (action?.kind) {
    case 'build':
      inBackground(launch(prepared, parts));
      return false;
    case 'save-manifest':
      await saveManifest(action.yaml, dockerfile.path);
      return false;
    case 'remedy':
      return await applied(action.remedy, dockerfile, parts);
    default:
      return false;
  }
}

/** Returns whether an answer was changed. */
async function applied(
  remedy: Remedy,
  dockerfile: DockerfileOnDisk,
  { flow, secretCorrection }: Parts,
): Promise<boolean> {
  switch (remedy.kind) {
    case 'edit':
      await flow.edit(dockerfile, remedy.question, editTitle(remedy.question));
      return true;
    case 'settings':
      await vscode.commands.executeCommand('workbench.action.openSettings', remedy.key);
      return false;
    case 'dockerfile':
      await vscode.window.showTextDocument(vscode.Uri.file(dockerfile.path));
      return false;
    case 'correct-secret':
      await secretCorrection.correct(dockerfile);
      return true;
    case 'rebuild':
      return false;
  }
}
