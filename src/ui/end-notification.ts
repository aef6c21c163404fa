import * as vscode from 'vscode';
import type { BuildRecord } from '../build/record.ts';
import type { QuestionId } from './questions/questions.ts';
import { remediesFor, type Remedy } from './remedy.ts';
import { buildName } from './text/build.ts';
import { between, formatBuildTime } from './text/duration.ts';
import { plain, sentences, shorten } from './text/plain.ts';
import { shortDigest } from './text/reference.ts';

/** Longest reason in a notification, in characters: the log has the rest. */
const LONGEST = 300;

/** What the buttons can do. */
export interface EndActions {
  copy(text: string): Promise<void>;
  showLog(id: string): Promise<void>;
  /** Carries out what helps with the failure. */
  remedy(remedy: Remedy, record: BuildRecord): Promise<void>;
  /** Builds although the preflight says that it will fail. */
  insist(record: BuildRecord): Promise<void>;
}

/** Tells how a build ended, once. A build that the user cancelled needs no telling. */
export async function notifyEnd(record: BuildRecord, actions: EndActions): Promise<void> {
  if (record.state === 'succeeded') await notifySuccess(record, actions);
  else if (record.state === 'failed' || record.state === 'lost') await notifyFailure(record, actions);
}

async function notifySuccess(record: BuildRecord, actions: EndActions): Promise<void> {
  const { digest } = record.result ?? {};
  const name = plain(record.request.destinations.join(', '));
  const duration = formatBuildTime(between(record.startedAt, record.endedAt, Date.now()));
  const copyDigest = vscode.l10n.t('Copy Digest');
  const showLog = vscode.l10n.t('Show Log');
  const pressed = await (digest === undefined
    ? vscode.window.showInformationMessage(vscode.l10n.t('Built {0} in {1}.', name, duration), showLog)
    : vscode.window.showInformationMessage(
        vscode.l10n.t('Built {0} in {1}: {2}', name, duration, shortDigest(digest)),
        copyDigest,
        showLog,
      ));
  if (pressed === showLog) await actions.showLog(record.id);
  else if (pressed === copyDigest && digest !== undefined) await actions.copy(digest);
}

async function notifyFailure(record: BuildRecord, actions: EndActions): Promise<void> {
  const failure = record.result?.failure;
  const reason = sentences(failure?.message, failure?.remedy);
  const remedies = remediesFor(failure?.code ?? 'unknown', record.request);
  const buttons = remedies.map((remedy) => remedyTitle(remedy));
  const showLog = vscode.l10n.t('Show Log');
  const insist = vscode.l10n.t('Build Anyway');
  const name = plain(buildName(record));
  const shown = shorten(plain(reason), LONGEST);
  const pressed = await (record.result?.stoppedByCheck === true
    ? vscode.window.showErrorMessage(
        vscode.l10n.t('Build of {0} failed before it began: {1}', name, shown),
        ...buttons,
        insist,
        // More than three are cut short, and the log of a build that never began says the same.
        ...(buttons.length > 1 ? [] : [showLog]),
      )
    : vscode.window.showErrorMessage(
        vscode.l10n.t('Build of {0} failed: {1}', name, shown),
        ...buttons,
        showLog,
      ));
  const remedy = remedies[buttons.indexOf(pressed ?? '')];
  if (pressed === showLog) await actions.showLog(record.id);
  else if (pressed === insist) await actions.insist(record);
  else if (remedy !== undefined) await actions.remedy(remedy, record);
}

/** What the button for a remedy says. */
export function remedyTitle(remedy: Remedy): string {
  switch (remedy.kind) {
    case 'edit':
      return editTitle(remedy.question);
    case 'settings':
      return vscode.l10n.t('Open Settings');
    case 'dockerfile':
      return vscode.l10n.t('Open Dockerfile');
    case 'correct-secret':
      return vscode.l10n.t('Correct Secret…');
    case 'rebuild':
      return vscode.l10n.t('Rebuild');
  }
}

/** The title of what edits one answer. */
export function editTitle(question: QuestionId): string {
  switch (question) {
    case 'context':
      return vscode.l10n.t('Edit Context Folder');
    case 'destination':
      return vscode.l10n.t('Edit Destination');
    case 'cluster':
      return vscode.l10n.t('Edit Cluster');
    case 'namespace':
      return vscode.l10n.t('Edit Namespace');
    case 'credentials':
      return vscode.l10n.t('Edit Credentials');
    case 'builder':
      return vscode.l10n.t('Edit Builder');
    case 'target':
      return vscode.l10n.t('Edit Target Stage');
    case 'buildArguments':
      return vscode.l10n.t('Edit Build Arguments');
    case 'cache':
      return vscode.l10n.t('Edit Cache');
  }
}
