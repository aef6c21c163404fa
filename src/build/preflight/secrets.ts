import * as l10n from '@vscode/l10n';
import type { Check } from './check.ts';
import { Question } from './item.ts';
import { isPlan } from './situation.ts';

/** Whether something secret is about to enter the image or to lie open in the Pod's manifest. */
export const checkSecrets: Check = async (situation) => {
  const { parts, request } = situation;
  const find = parts.secrets;
  if (find === undefined) return [];
  const question = new Question('secrets', l10n.t('Secrets that are about to be sent'));
  const plan = await situation.plan;
  if (!isPlan(plan)) return [question.notAsked()];
  const found = await situation.within((signal) => find({ request, context: plan.context }, signal));
  if (found.length === 0) return [question.yes()];
  return [
    question.unknown({
      meaning: found.map(({ place, message }) => `${place}: ${message}`).join('\n'),
      remedy: l10n.t('Leave them out with the .dockerignore file, or give them to the build in another way.'),
    }),
  ];
};
