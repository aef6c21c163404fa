import { withDefaultTag, type ImageReference } from '../reference.ts';
import type { RegistryOutcome } from './outcome.ts';
import type { RegistryAnswer } from './registry-http.ts';
import { RegistryStop, stop } from './registry-stop.ts';
import type { RegistryAccess } from './reach.ts';
import { withSession } from './session.ts';

/** All that an image's manifest may be (OCI image specification; Docker's registry formats). */
export const MANIFEST_TYPES = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ');

/** Tries whether an image could be pulled: asks for its manifest. Throws the signal's reason only. */
export async function checkPull(image: ImageReference, access: RegistryAccess): Promise<RegistryOutcome> {
  const { tag = '', digest = tag } = withDefaultTag(image);
  const path = `manifests/${digest}`;
  const headers = { Accept: MANIFEST_TYPES };
  try {
    return await withSession(image, 'pull', access, async (session) => {
      // HEAD first: Docker Hub counts a GET as a pull.
      const { status } = await session.send('HEAD', path, headers);
      if (status === 200) return { kind: 'allowed' };
      const answer = await session.send('GET', path, headers);
      if (answer.status === 200) return { kind: 'allowed' };
      throw refusal(answer, access);
    });
  } catch (error) {
    if (error instanceof RegistryStop) return error.outcome;
    throw error;
  }
}

function refusal(answer: RegistryAnswer, { login }: RegistryAccess): RegistryStop {
  const { status } = answer;
  if (status >= 500 || status === 429) return stop('failing', answer, login);
  if (status === 401 || status === 403) {
    return stop(login === undefined ? 'login-needed' : 'denied', answer, login);
  }
  return stop(status === 404 ? 'image-missing' : 'unclear', answer, login);
}
