import * as l10n from '@vscode/l10n';
import type { RunState, Step } from '../../build/events.ts';

/** The word for a run's state. */
export function stateWord(state: RunState): string {
  switch (state) {
    case 'preparing':
      return l10n.t('preparing');
    case 'waiting':
      return l10n.t('waiting for the Pod');
    case 'uploading':
      return l10n.t('uploading the context');
    case 'building':
      return l10n.t('building');
    case 'pushing':
      return l10n.t('pushing');
    case 'succeeded':
      return l10n.t('succeeded');
    case 'failed':
      return l10n.t('failed');
    case 'cancelled':
      return l10n.t('cancelled');
    case 'lost':
      return l10n.t('lost');
  }
}

/** The word for a step's state. */
export function stepStateWord(state: Step['state']): string {
  switch (state) {
    case 'running':
      return l10n.t('running');
    case 'succeeded':
    case 'failed':
    case 'cancelled':
      return stateWord(state);
  }
}
