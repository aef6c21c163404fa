import * as l10n from '@vscode/l10n';
import type { RunResult } from '../../build/events.ts';
import type { BuildRecord } from '../../build/record.ts';
import { formatAgo } from './ago.ts';
import { between, formatBuildTime, formatElapsed } from './duration.ts';
import { shortReference } from './reference.ts';
import { stateWord } from './state.ts';

/** The name of a build in lists and messages: its first destination without the registry. */
export function buildName(record: BuildRecord): string {
  return shortReference(record.request.destinations[0] ?? record.id);
}

/** How a run ended: "failed in 1m 2s". `milliseconds` is how long it took. */
export function outcomeText(outcome: RunResult['outcome'], milliseconds: number): string {
  const duration = formatBuildTime(milliseconds);
  switch (outcome) {
    case 'succeeded':
      return l10n.t('succeeded in {0}', duration);
    case 'failed':
      return l10n.t('failed in {0}', duration);
    case 'cancelled':
      return l10n.t('cancelled after {0}', duration);
    case 'lost':
      return stateWord('lost');
  }
}

/** How a build stands or ended: "building · 12s", "failed in 1m 2s". `now` is in milliseconds since the epoch. */
export function buildOutcome({ state, startedAt, endedAt }: BuildRecord, now: number): string {
  const milliseconds = between(startedAt, endedAt, now);
  switch (state) {
    case 'succeeded':
    case 'failed':
    case 'cancelled':
    case 'lost':
      return outcomeText(state, milliseconds);
    case 'preparing':
    case 'waiting':
    case 'uploading':
    case 'building':
    case 'pushing':
      return `${stateWord(state)} · ${formatElapsed(milliseconds)}`;
  }
}

/** The outcome and, for a build that is over, when: "failed in 1m 2s · 4 min ago". */
export function buildDescription(record: BuildRecord, now: number): string {
  const outcome = buildOutcome(record, now);
  return record.endedAt === undefined ? outcome : `${outcome} · ${formatAgo(record.endedAt, now)}`;
}

/** What a screen reader says for a build. */
export function buildSpoken(record: BuildRecord, now: number): string {
  const outcome = buildOutcome(record, now).replace(' · ', ', ');
  return [
    buildName(record),
    outcome,
    ...(record.endedAt === undefined ? [] : [formatAgo(record.endedAt, now)]),
  ].join(', ');
}
