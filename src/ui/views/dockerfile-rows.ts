import * as vscode from 'vscode';
import type { BuilderProfile } from '../../builders/builder.ts';
import type { Diagnostic } from '../../dockerfile/lint/diagnostic.ts';
import type { AnswerStore } from '../answer-store.ts';
import { rememberedContext } from '../answers.ts';
import { defaultContext } from '../default-context.ts';
import type { DockerfileOnDisk } from '../dockerfile.ts';
import { countProblems, countsText, type ProblemCounts } from '../lint/problem-counts.ts';
import { editCommand } from '../questions/questions.ts';
import type { Settings } from '../settings.ts';
import { podSettingsText } from '../text/pod-settings.ts';
import { answerRows, type AnswerRow } from './answer-rows.ts';

export interface DockerfileRowParts {
  readonly store: AnswerStore;
  readonly builders: readonly BuilderProfile[];
  readonly settings: (path: string) => Settings;
  /** What the linter finds in the Dockerfile. */
  readonly findings: (path: string) => Promise<readonly Diagnostic[]>;
  /** How much a build of the Dockerfile sends, in words. */
  readonly contextTotal: (dockerfile: DockerfileOnDisk) => Promise<string>;
}

/** Something that the *Dockerfiles* view shows below a Dockerfile. */
export interface DockerfileRow {
  readonly dockerfile: DockerfileOnDisk;
  readonly item: vscode.TreeItem;
}

/** What a build of the Dockerfile will do: what the linter says, how much is sent, the answers, and the Pod's settings. */
export async function dockerfileRows(
  dockerfile: DockerfileOnDisk,
  parts: DockerfileRowParts,
): Promise<readonly DockerfileRow[]> {
  const settings = parts.settings(dockerfile.path);
  const rows = answerRows({
    answers: parts.store.get(dockerfile),
    settings,
    builders: parts.builders,
    defaultContext: rememberedContext(await defaultContext(dockerfile), dockerfile),
  });
  const problems = countProblems(await parts.findings(dockerfile.path));
  const total = await parts.contextTotal(dockerfile);
  const items = [
    problemsItem(dockerfile, problems),
    totalItem(dockerfile, total),
    ...rows.map((row) => rowItem(dockerfile, row)),
    podItem(dockerfile, podSettingsText(settings)),
  ];
  return items.map((item) => ({ dockerfile, item }));
}

function rowItem(dockerfile: DockerfileOnDisk, row: AnswerRow): vscode.TreeItem {
  const item = new vscode.TreeItem(row.label);
  const value = rowValue(row);
  item.id = `${dockerfile.path}#${row.question}`;
  item.description = value;
  item.iconPath = new vscode.ThemeIcon(row.icon);
  item.contextValue = `answer.${row.question}`;
  item.tooltip = `${row.label}: ${value}`;
  item.command = {
    command: editCommand(row.question),
    title: row.label,
    arguments: [{ dockerfile }],
  };
  item.accessibilityInformation = {
    label: vscode.l10n.t('{0}: {1}. Press Enter to edit.', row.label, value),
  };
  return item;
}

function problemsItem(dockerfile: DockerfileOnDisk, problems: ProblemCounts): vscode.TreeItem {
  const label = vscode.l10n.t('Problems');
  const value = countsText(problems);
  const item = new vscode.TreeItem(label);
  item.id = `${dockerfile.path}#problems`;
  item.description = value;
  item.iconPath = new vscode.ThemeIcon(problemsIcon(problems));
  item.contextValue = 'problems';
  item.tooltip = `${label}: ${value}`;
  item.command = { command: 'kanikoBuild.showProblems', title: label, arguments: [{ dockerfile }] };
  item.accessibilityInformation = { label: vscode.l10n.t('{0}: {1}. Press Enter to show.', label, value) };
  return item;
}

function totalItem(dockerfile: DockerfileOnDisk, total: string): vscode.TreeItem {
  const label = vscode.l10n.t('Build context');
  const item = new vscode.TreeItem(label);
  item.id = `${dockerfile.path}#total`;
  item.description = total;
  item.iconPath = new vscode.ThemeIcon('package');
  item.contextValue = 'contextTotal';
  item.tooltip = `${label}: ${total}`;
  item.command = { command: 'kanikoBuild.previewContext', title: label, arguments: [{ dockerfile }] };
  item.accessibilityInformation = { label: vscode.l10n.t('{0}: {1}. Press Enter to show.', label, total) };
  return item;
}

function podItem(dockerfile: DockerfileOnDisk, value: string): vscode.TreeItem {
  const label = vscode.l10n.t('Pod settings');
  const item = new vscode.TreeItem(label);
  item.id = `${dockerfile.path}#pod`;
  item.description = value;
  item.iconPath = new vscode.ThemeIcon('settings-gear');
  item.contextValue = 'podSettings';
  item.tooltip = `${label}: ${value}`;
  item.command = { command: 'kanikoBuild.editPodSettings', title: label, arguments: [{ dockerfile }] };
  item.accessibilityInformation = { label: vscode.l10n.t('{0}: {1}. Press Enter to edit.', label, value) };
  return item;
}

function problemsIcon({ errors, warnings, hints }: ProblemCounts): string {
  if (errors > 0) return 'error';
  if (warnings > 0) return 'warning';
  return hints > 0 ? 'info' : 'pass';
}

function rowValue({ value, isDefault }: AnswerRow): string {
  if (value === undefined) return vscode.l10n.t('asked at the next build');
  return isDefault ? vscode.l10n.t('{0} (default)', value) : value;
}
