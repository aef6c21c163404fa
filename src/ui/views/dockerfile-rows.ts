import * as vscode from 'vscode';
import type { BuilderProfile } from '../../builders/builder.ts';
import type { Diagnostic } from '../../dockerfile/lint/diagnostic.ts';
import type { AnswerStore } from '../answer-store.ts';
import { rememberedContext } from '../answers.ts';
import { defaultContext } from '../default-context.ts';
import type { DockerfileOnDisk } from '../dockerfile.ts';
import { countProblems, countsText, type ProblemCounts } from '../lint/problem-counts.ts';
import { editCommand } from '../questions/questions.ts';
import { rowItem } from '../row-item.ts';
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
    ...rows.map((row) => answerItem(dockerfile, row)),
    podItem(dockerfile, podSettingsText(settings)),
  ];
  return items.map((item) => ({ dockerfile, item }));
}

/** A row that says something of the Dockerfile, with a command behind it. */
interface Statement {
  /** Unlike that of its other rows. */
  readonly key: string;
  readonly label: string;
  readonly value: string;
  readonly icon: string;
  readonly contextValue: string;
  readonly command: string;
  readonly spoken: string;
}

function statementItem(
  dockerfile: DockerfileOnDisk,
  { key, label, value, icon, contextValue, command, spoken }: Statement,
): vscode.TreeItem {
  return rowItem({
    ...{ id: `${dockerfile.path}#${key}`, label, description: value, tooltip: `${label}: ${value}` },
    ...{ icon: new vscode.ThemeIcon(icon), contextValue, spoken },
    command: { command, title: label, arguments: [{ dockerfile }] },
  });
}

function answerItem(dockerfile: DockerfileOnDisk, row: AnswerRow): vscode.TreeItem {
  const { label, icon, question } = row;
  const value = rowValue(row);
  return statementItem(dockerfile, {
    ...{
      key: question,
      label,
      value,
      icon,
      contextValue: `answer.${question}`,
      command: editCommand(question),
    },
    spoken: toEdit(label, value),
  });
}

function problemsItem(dockerfile: DockerfileOnDisk, problems: ProblemCounts): vscode.TreeItem {
  const label = vscode.l10n.t('Problems');
  const value = countsText(problems);
  return statementItem(dockerfile, {
    ...{ key: 'problems', label, value, icon: problemsIcon(problems), contextValue: 'problems' },
    ...{ command: 'kanikoBuild.showProblems', spoken: toShow(label, value) },
  });
}

function totalItem(dockerfile: DockerfileOnDisk, value: string): vscode.TreeItem {
  const label = vscode.l10n.t('Build context');
  return statementItem(dockerfile, {
    ...{ key: 'total', label, value, icon: 'package', contextValue: 'contextTotal' },
    ...{ command: 'kanikoBuild.previewContext', spoken: toShow(label, value) },
  });
}

function podItem(dockerfile: DockerfileOnDisk, value: string): vscode.TreeItem {
  const label = vscode.l10n.t('Pod settings');
  return statementItem(dockerfile, {
    ...{ key: 'pod', label, value, icon: 'settings-gear', contextValue: 'podSettings' },
    ...{ command: 'kanikoBuild.editPodSettings', spoken: toEdit(label, value) },
  });
}

function toEdit(label: string, value: string): string {
  return vscode.l10n.t('{0}: {1}. Press Enter to edit.', label, value);
}

function toShow(label: string, value: string): string {
  return vscode.l10n.t('{0}: {1}. Press Enter to show.', label, value);
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
