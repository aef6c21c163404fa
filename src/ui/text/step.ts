import * as l10n from '@vscode/l10n';
import type { Step } from '../../build/events.ts';
import { between, formatDuration, formatElapsed } from './duration.ts';
import { stepStateWord } from './state.ts';

/** A step's time and cache mark: "1.2s", "0.3s · cached". `now` is in milliseconds since the epoch. */
export function stepDescription(step: Step, now: number): string {
  const milliseconds = between(step.startedAt, step.endedAt, now);
  const time = step.endedAt === undefined ? formatElapsed(milliseconds) : formatDuration(milliseconds);
  return step.cache === 'hit' ? l10n.t('{0} · cached', time) : time;
}

/** What a screen reader says for a step. */
export function stepSpoken(step: Step, now: number): string {
  return [step.instruction, stepStateWord(step.state), stepDescription(step, now).replace(' · ', ', ')].join(
    ', ',
  );
}
