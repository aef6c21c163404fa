import * as vscode from 'vscode';
import { saveEdits, type PreparedBuild } from './build-request-flow.ts';
import { editTitle, notifyEnd, type EndActions } from './end-notification.ts';
import { describeDockerfile } from './find-dockerfiles.ts';
import { loginOf } from './login.ts';
import type { Parts } from './parts.ts';
import type { BuildRecord } from '../build/record.ts';
import type { Remedy } from './remedy.ts';

/**
 * Runs a build and, when it is over, tells how it ended; does nothing where the user does not want it in that cluster.
 * Settles when the user has answered that.
 */
export async function launch(prepared: PreparedBuild, parts: Parts): Promise<void> {
  if (!(await parts.targets.mayPass(prepared))) return;
  await saveEdits(prepared.request);
  const allowed = await parts.consent.ask(prepared);
  if (allowed === undefined || !(await parts.confirm(allowed.request))) return;
  const record = await parts.controller.build(allowed);
  await parts.builds.keepLatest(await parts.historySize());
  await notifyEnd(record, endActions(parts));
}

/**
 * Runs a past build's request again; asks for what is needed no more than a password that is gone. `insist`: even where
 * the preflight says that it will fail.
 */
export async function rebuild({ request }: BuildRecord, parts: Parts, insist = false): Promise<void> {
  const login = loginOf(request);
  const password = login === undefined ? undefined : await parts.passwords.get(login);
  if (login === undefined || password !== undefined) await launch({ request, password, insist }, parts);
  else await buildAgain(request.dockerfile, parts);
}

function endActions(parts: Parts): EndActions {
  return {
    copy: async (text) => vscode.env.clipboard.writeText(text),
    showLog: async (id) => parts.log.show(id),
    remedy: async (remedy, record) => applyRemedy(remedy, record, parts),
    insist: async (record) => rebuild(record, parts, true),
  };
}

async function applyRemedy(remedy: Remedy, record: BuildRecord, parts: Parts): Promise<void> {
  const uri = vscode.Uri.file(record.request.dockerfile);
  switch (remedy.kind) {
    case 'edit': {
      const title = editTitle(remedy.question);
      if (await parts.flow.edit(describeDockerfile(uri), remedy.question, title)) {
        const picked = remedy.question === 'cluster' || remedy.question === 'namespace';
        await buildAgain(record.request.dockerfile, parts, picked);
      }
      return;
    }
    case 'settings':
      await vscode.commands.executeCommand('workbench.action.openSettings', remedy.key);
      return;
    case 'dockerfile':
      await vscode.window.showTextDocument(uri);
      return;
    case 'correct-secret':
      if (await parts.secretCorrection.correct(describeDockerfile(uri), record.request)) {
        await buildAgain(record.request.dockerfile, parts);
      }
      return;
    case 'rebuild':
      await rebuild(record, parts);
  }
}

/** Builds with the answers as they are now; `picked`: where was picked a moment ago. */
async function buildAgain(dockerfile: string, parts: Parts, picked = false): Promise<void> {
  const prepared = await parts.flow.prepare(
    describeDockerfile(vscode.Uri.file(dockerfile)),
    vscode.l10n.t('Build Image in Cluster'),
  );
  if (prepared === undefined) return;
  await launch(picked ? { ...prepared, picked } : prepared, parts);
}
