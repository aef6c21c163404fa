import * as l10n from '@vscode/l10n';
import type { RegistryOutcome } from '../../registry/check/outcome.ts';
import { checkPull } from '../../registry/check/pull-check.ts';
import { checkPush } from '../../registry/check/push-check.ts';
import type { RegistryAccess } from '../../registry/check/reach.ts';
import { formatReference, tryReference, type ImageReference } from '../../registry/reference.ts';
import type { Check } from './check.ts';
import { Question } from './item.ts';
import { loginState, registryAccess } from './registry-access.ts';
import { registryItem } from './registry-item.ts';
import type { PreflightItem } from './report.ts';
import type { Situation } from './situation.ts';
import { TooLate } from './time-limit.ts';

/** Whether each destination takes a push: the upload that kaniko begins too, cancelled at once. */
export const checkDestinations: Check = async (situation) => {
  const targets = new Map<string, ImageReference>();
  for (const destination of situation.request.destinations) {
    const { registry, repository } = tryReference(destination) ?? {};
    // What is no reference stops the plan, which says so.
    if (registry === undefined || repository === undefined) continue;
    const target = { registry, repository };
    targets.set(formatReference(target), target);
  }
  return await Promise.all(
    [...targets].map(([name, target]) =>
      tried(new Question(`push:${name}`, l10n.t('Push to {0}', name)), 'push', target, situation, (access) =>
        checkPush(target, access),
      ),
    ),
  );
};

/** Whether each base image can be pulled: its manifest. */
export const checkBaseImages: Check = async (situation) => {
  const bases = await situation.baseImages();
  const items = (bases?.images ?? []).flatMap((image) => {
    const reference = tryReference(image);
    if (reference === undefined) return [];
    const question = new Question(`pull:${image}`, l10n.t('Pull of {0}', image));
    return [tried(question, 'pull', reference, situation, (access) => checkPull(reference, access))];
  });
  const unresolved = (bases?.unresolved ?? []).map(({ text }) =>
    new Question(`pull:${text}`, l10n.t('Pull of {0}', text)).unknown({
      detail: l10n.t('The Dockerfile gives its name by a build argument that has no value here.'),
    }),
  );
  return [...(await Promise.all(items)), ...unresolved];
};

async function tried(
  question: Question,
  phase: 'push' | 'pull',
  reference: ImageReference,
  situation: Situation,
  work: (access: RegistryAccess) => Promise<RegistryOutcome>,
): Promise<PreflightItem> {
  const login = await loginState(situation, reference);
  if (login.kind === 'unreadable') {
    return await registryItem({
      question,
      phase,
      reference,
      login,
      situation,
      outcome: { kind: 'login-unreadable' },
    });
  }
  const access = await registryAccess(situation, reference, {
    withLogin: login.kind === 'login' ? login.login : undefined,
  });
  try {
    const outcome = await situation.within((signal) => work({ ...access, signal }));
    return await registryItem({ question, phase, reference, login, situation, outcome });
  } catch (error) {
    if (error instanceof TooLate) return question.tooLate(situation.limit);
    throw error;
  }
}
