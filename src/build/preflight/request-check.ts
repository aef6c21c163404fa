import * as l10n from '@vscode/l10n';
import type { Check } from './check.ts';
import { Question } from './item.ts';
import { failureOfPlan } from './plan-failure.ts';
import { isPlan } from './situation.ts';

/** Whether the request itself can be built; silent where it can. */
export const checkRequest: Check = async ({ plan }) => {
  const made = await plan;
  const failure = isPlan(made) ? undefined : failureOfPlan(made, 'request');
  return failure === undefined ? [] : [new Question('request', l10n.t('What is asked for')).failure(failure)];
};
