import * as l10n from '@vscode/l10n';
import { pushRegistries } from '../registries.ts';
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

function had(question: Question, { credentials }: BuildPlan, situation: Situation): PreflightItem {
  const { request } = situation;
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
  if (kind === 'ambient') return ambient(question, situation);
  if (credentials.existing !== undefined && credentials.existingConfig === undefined) {
    return question.unknown({
      detail: credentials.existing.secretName,
      meaning: l10n.t('You may not read this Secret: the build uses it unchecked.'),
    });
  }
  return question.yes({ detail: describe(request.credentials) });
}

/** What the cloud gives is seen in the Pod only. */
function ambient(question: Question, { request, builder }: Situation): PreflightItem {
  const { ambientLogin } = builder.registryManners;
  const without = pushRegistries(request.destinations).filter((registry) => !ambientLogin(registry));
  if (without.length > 0) {
    return question.unknown({
      code: 'credentials-unavailable',
      meaning: l10n.t('{0} gets no login for {1} from a cloud.', builder.name, without.join(', ')),
      remedy: l10n.t(
        'Choose other credentials: only kaniko does, and only for Amazon, Google and Azure registries.',
      ),
    });
  }
  return question.unknown({
    meaning: l10n.t(
      'Nothing is sent: the Pod gets its login from the cloud that it runs in, which cannot be seen from here.',
    ),
    remedy: l10n.t(
      'Name a service account that may push in the setting kanikoBuild.pod.serviceAccount, unless the nodes may.',
    ),
  });
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
    case 'ambient':
      return '';
  }
}
