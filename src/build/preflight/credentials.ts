import * as l10n from '@vscode/l10n';
import type { Check } from './check.ts';
import { Question } from './item.ts';
import { failureOfPlan } from './plan-failure.ts';
import type { PreflightItem } from './report.ts';
import { isPlan, type Situation } from './situation.ts';
import type { BuildPlan } from '../plan.ts';

const correctSecret = { kind: 'correct-secret' } as const;

/** Whether the credentials for the registries can be had. Whether they are right is the registries' to say. */
export const checkCredentials: Check = async (situation) => {
  const question = new Question('credentials', l10n.t('Credentials for the registries'));
  const plan = await situation.plan;
  if (isPlan(plan)) return [had(question, plan, situation)];
  const failure = failureOfPlan(plan, 'credentials');
  if (failure === undefined) return [question.notAsked()];
  const isBrokenSecret =
    failure.code === 'credentials-broken' && situation.request.credentials.kind === 'secret';
  return [{ ...question.failure(failure), ...(isBrokenSecret ? { action: correctSecret } : {}) }];
};

function had(question: Question, { credentials }: BuildPlan, { request }: Situation): PreflightItem {
  const problems = credentials.problems ?? [];
  const [first, ...more] = problems;
  if (first !== undefined) {
    return question.unknown({
      code: 'credentials-broken',
      meaning: [first, ...more].map(({ message }) => message).join(' '),
      remedy: first.remedy,
      ...(credentials.existing === undefined ? {} : { action: correctSecret }),
    });
  }
  const { kind } = request.credentials;
  if (kind === 'none') return question.yes({ detail: l10n.t('The build brings no login.') });
  if (credentials.existing !== undefined && credentials.existingConfig === undefined) {
    return question.unknown({
      detail: credentials.existing.secretName,
      meaning: l10n.t('You may not read this Secret: the build uses it unchecked.'),
    });
  }
  return question.yes({ detail: describe(request.credentials) });
}

function describe(choice: Situation['request']['credentials']): string {
  switch (choice.kind) {
    case 'typed':
      return choice.username;
    case 'secret':
      return l10n.t('Secret {0}', choice.name);
    case 'docker-config':
      return l10n.t('The local Docker config');
    case 'none':
      return '';
  }
}
