import { readFile } from 'node:fs/promises';
import { baseImages } from '../dockerfile/base-images.ts';
import { collectCredentials } from '../registry/credentials.ts';
import { CredentialsError } from '../registry/credentials-error.ts';
import { canonicalRegistry } from '../registry/reference.ts';
import type { CredentialParts } from './credentials.ts';
import { touchedRegistries } from './registries.ts';
import { isRemoteContext } from './remote-context.ts';
import type { BuildRequest } from './request.ts';

/**
 * The registries of a build for which this machine holds a login that the build would take along, in canonical form.
 * Those in `except` are not looked up. A config that cannot be read holds none. Throws BuildError for a destination that
 * is no reference, and the signal's reason.
 */
export async function localLogins(
  request: BuildRequest,
  except: readonly string[],
  { environment, signal }: Pick<CredentialParts, 'environment' | 'signal'>,
): Promise<readonly string[]> {
  const { push, pull } = touchedRegistries(request, await basesOf(request));
  const known = new Set(except.map(canonicalRegistry));
  const registries = [...new Set([...push, ...pull].map(canonicalRegistry))].filter((one) => !known.has(one));
  if (registries.length === 0) return [];
  try {
    const { missing } = await collectCredentials({ registries, environment, signal });
    return registries.filter((registry) => !missing.includes(registry));
  } catch (error) {
    // The plan says what is wrong with the config.
    if (error instanceof CredentialsError) return [];
    throw error;
  }
}

async function basesOf({ dockerfile, context, buildArgs, target }: BuildRequest): Promise<readonly string[]> {
  if (isRemoteContext(context)) return [];
  const text = await readFile(dockerfile, 'utf8').catch(() => '');
  return baseImages(text, { buildArgs, ...(target === undefined ? {} : { target }) }).images;
}
