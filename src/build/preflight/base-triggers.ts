import { triggeringImages, type BaseTriggers } from '../../context/reads/dockerfile-reads.ts';
import { imageTriggers } from '../../registry/check/image-triggers.ts';
import { tryReference, type ImageReference } from '../../registry/reference.ts';
import { loginState, registryAccess } from './registry-access.ts';
import { isPlan, type Situation } from './situation.ts';
import { TooLate } from './time-limit.ts';

/**
 * The ONBUILD instructions of the base images, where they may change what is sent: something stays behind that they may
 * read, or all goes because of an image's name. Throws the signal's reason only.
 */
export async function baseTriggers(situation: Situation): Promise<BaseTriggers> {
  const [plan, text] = await Promise.all([situation.plan, situation.dockerfile]);
  if (!isPlan(plan) || text === undefined) return {};
  const { buildArgs, target, contextAll } = situation.request;
  const { partial, everything } = plan.context;
  if (contextAll === true || (!partial && everything === undefined)) return {};
  const images = triggeringImages(text, { buildArgs, ...(target === undefined ? {} : { target }) });
  const found = images.map(async (image) => [image, await triggersOf(image, situation)] as const);
  return Object.fromEntries(await Promise.all(found));
}

async function triggersOf(image: string, situation: Situation): Promise<readonly string[] | 'unknown'> {
  const reference = tryReference(image);
  if (reference === undefined) return 'unknown';
  const found = await Promise.all(situation.routes(reference).map((route) => triggersAt(route, situation)));
  return found.find((triggers) => triggers !== 'unknown') ?? 'unknown';
}

async function triggersAt(
  reference: ImageReference,
  situation: Situation,
): Promise<readonly string[] | 'unknown'> {
  const login = await loginState(situation, reference);
  const access = await registryAccess(situation, reference, {
    withLogin: login.kind === 'login' ? login.login : undefined,
  });
  try {
    const triggers = await situation.within((signal) => imageTriggers(reference, { ...access, signal }));
    return triggers ?? 'unknown';
  } catch (error) {
    situation.signal.throwIfAborted();
    if (error instanceof TooLate) return 'unknown';
    throw error;
  }
}
