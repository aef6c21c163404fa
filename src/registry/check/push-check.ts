import type { ImageReference } from '../reference.ts';
import type { RegistryOutcome } from './outcome.ts';
import { errorCodes } from './registry-words.ts';
import type { RegistryAnswer } from './registry-http.ts';
import { RegistryStop, stop } from './registry-stop.ts';
import type { RegistryAccess } from './reach.ts';
import { withSession } from './session.ts';

/**
 * Tries whether a push to a repository would be taken, as kaniko does before it builds: an upload is begun and
 * cancelled at once, so nothing is stored. (kaniko.md §4.3) Throws the signal's reason only.
 */
export async function checkPush(
  target: Pick<ImageReference, 'registry' | 'repository'>,
  access: RegistryAccess,
): Promise<RegistryOutcome> {
  try {
    return await withSession(target, 'push,pull', access, async (session) => {
      const answer = await session.send('POST', 'blobs/uploads/', { 'Content-Length': '0' });
      if (answer.status !== 202) throw refusal(answer, access);
      const { location } = answer.headers;
      // A registry forgets an upload that is not cancelled after a while.
      if (location !== undefined) await session.discard(location).catch(() => undefined);
      return { kind: 'allowed' };
    });
  } catch (error) {
    if (error instanceof RegistryStop) return error.outcome;
    throw error;
  }
}

function refusal(answer: RegistryAnswer, { login }: RegistryAccess): RegistryStop {
  const { status } = answer;
  const codes = errorCodes(answer.body);
  if (status >= 500 || status === 429) return stop('failing', answer, login);
  if (codes.includes('NAME_INVALID')) return stop('name-refused', answer, login);
  if (status === 401 || status === 403) {
    return stop(login === undefined ? 'login-needed' : 'denied', answer, login);
  }
  if (status === 404) return stop('repository-missing', answer, login);
  if (status === 405) return stop('denied', answer, login);
  return stop(status === 400 ? 'name-refused' : 'unclear', answer, login);
}
