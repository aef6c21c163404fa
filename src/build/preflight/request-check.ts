import * as l10n from '@vscode/l10n';
import type { Check } from './check.ts';
import { Question } from './item.ts';
import { failureOfPlan } from './plan-failure.ts';
import { isPlan } from './situation.ts';

/** Whether the request itself can be built; silent where nothing speaks against it. */
export const checkRequest: Check = async ({ plan }) => {
  const made = await plan;
  const question = new Question('request', l10n.t('What is asked for'));
  if (isPlan(made)) {
    return made.doubts.length === 0 ? [] : [question.unknown({ meaning: made.doubts.join('\n') })];
  }
  const failure = failureOfPlan(made, 'request');
  return failure === undefined ? [] : [question.failure(failure)];
};
