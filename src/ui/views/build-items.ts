import * as vscode from 'vscode';
import type { RunState, Step } from '../../build/events.ts';
import { isFinal, type BuildRecord } from '../../build/record.ts';
import { buildDescription, buildName, buildOutcome, buildSpoken } from '../text/build.ts';
import { sentences, shorten } from '../text/plain.ts';
import { stepDescription, stepSpoken } from '../text/step.ts';

/** Longest instruction in a row, in characters: the time beside it must stay in sight. The tooltip has all of it. */
const LONGEST = 36;

/** The row of a build. `now` is in milliseconds since the epoch. */
export function buildItem(record: BuildRecord, now: number): vscode.TreeItem {
  const item = new vscode.TreeItem(buildName(record));
  item.id = record.id;
  item.collapsibleState = isFinal(record.state)
    ? vscode.TreeItemCollapsibleState.Collapsed
    : vscode.TreeItemCollapsibleState.Expanded;
  item.description = buildDescription(record, now);
  item.iconPath = stateIcon(record.state);
  item.contextValue = contextValue(record);
  item.tooltip = buildTooltip(record, now);
  item.accessibilityInformation = { label: buildSpoken(record, now) };
  return item;
}

/** The row of a step. */
export function stepItem(record: BuildRecord, step: Step, now: number): vscode.TreeItem {
  const item = new vscode.TreeItem(shorten(step.instruction, LONGEST));
  item.id = `${record.id}#${String(step.index)}`;
  item.description = stepDescription(step, now);
  item.iconPath = stateIcon(step.state === 'running' ? 'building' : step.state);
  item.contextValue = 'step';
  item.tooltip = new vscode.MarkdownString()
    .appendCodeblock(step.instruction, 'dockerfile')
    .appendText(
      step.stage === undefined
        ? item.description
        : `${vscode.l10n.t('Stage {0}', step.stage)} · ${item.description}`,
    );
  item.accessibilityInformation = { label: stepSpoken(step, now) };
  return item;
}

/** The row that tells why a build failed, or undefined when it did not. */
export function failureItem(record: BuildRecord): vscode.TreeItem | undefined {
  const failure = record.result?.failure;
  if (failure === undefined) return undefined;
  const item = new vscode.TreeItem(failure.message);
  item.id = `${record.id}#failure`;
  item.iconPath = stateIcon('failed');
  item.contextValue = 'failure';
  item.tooltip = new vscode.MarkdownString()
    .appendText(failure.message)
    .appendText(failure.remedy === undefined ? '' : `\n${failure.remedy}`);
  if (failure.evidence !== undefined) item.tooltip.appendCodeblock(failure.evidence, 'text');
  item.accessibilityInformation = {
    label: vscode.l10n.t('Reason: {0}', sentences(failure.message, failure.remedy)),
  };
  item.command = { command: 'kanikoBuild.showLog', title: vscode.l10n.t('Show Log'), arguments: [record.id] };
  return item;
}

function contextValue({ state }: BuildRecord): string {
  return isFinal(state) ? `build.${state}` : 'build.running';
}

function stateIcon(state: RunState): vscode.ThemeIcon {
  switch (state) {
    case 'succeeded':
      return new vscode.ThemeIcon('pass', new vscode.ThemeColor('testing.iconPassed'));
    case 'failed':
      return new vscode.ThemeIcon('error', new vscode.ThemeColor('testing.iconFailed'));
    case 'cancelled':
      return new vscode.ThemeIcon('circle-slash', new vscode.ThemeColor('testing.iconSkipped'));
    case 'lost':
      return new vscode.ThemeIcon('question', new vscode.ThemeColor('problemsWarningIcon.foreground'));
    case 'preparing':
    case 'waiting':
      return new vscode.ThemeIcon('watch', new vscode.ThemeColor('testing.iconQueued'));
    case 'uploading':
      return new vscode.ThemeIcon('cloud-upload', new vscode.ThemeColor('progressBar.background'));
    case 'building':
    case 'pushing':
      return new vscode.ThemeIcon('loading~spin', new vscode.ThemeColor('progressBar.background'));
  }
}

function buildTooltip(record: BuildRecord, now: number): vscode.MarkdownString {
  const { request, result, detail } = record;
  const facts: readonly (readonly [string, string])[] = [
    ...request.destinations.map((destination) => [vscode.l10n.t('Destination'), destination] as const),
    ...(result?.digest === undefined ? [] : [[vscode.l10n.t('Digest'), result.digest] as const]),
    [vscode.l10n.t('Dockerfile'), request.dockerfile],
    [vscode.l10n.t('Context folder'), request.context],
    [vscode.l10n.t('Cluster'), `${request.cluster.context} · ${request.cluster.namespace}`],
    [vscode.l10n.t('Builder'), `${request.builder.id} · ${request.builder.image ?? request.builder.flavour}`],
    [vscode.l10n.t('Started'), new Date(record.startedAt).toLocaleString()],
  ];
  const tooltip = new vscode.MarkdownString().appendMarkdown('**').appendText(buildOutcome(record, now));
  tooltip.appendMarkdown('**');
  if (detail !== undefined && !isFinal(record.state)) tooltip.appendText(` ${detail}`);
  for (const [name, value] of facts) {
    tooltip.appendMarkdown('\n\n').appendText(`${name}: `).appendText(value);
  }
  for (const warning of result?.warnings ?? []) tooltip.appendMarkdown('\n\n$(warning) ').appendText(warning);
  tooltip.supportThemeIcons = true;
  return tooltip;
}
