import type { RegistryOutcome } from '../../registry/check/outcome.ts';
import type { RegistryAccess } from '../../registry/check/reach.ts';
import type { ImageReference } from '../../registry/reference.ts';
import type { Question } from './item.ts';
import { loginState, registryAccess } from './registry-access.ts';
import { registryItem } from './registry-item.ts';
import type { PreflightItem } from './report.ts';
import type { Situation } from './situation.ts';
import { TooLate } from './time-limit.ts';

/** Tries a push or pull with the login that the builder will find, and says what came of it. */
export async function tried(
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
