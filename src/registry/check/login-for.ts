import { decodeAuth, type AuthFault, type DockerAuths } from '../auth.ts';
import { authKeys, canonicalRegistry, type ImageReference } from '../reference.ts';

/** What a builder sends of a config's entry. Holds secrets. */
export interface RegistryLogin {
  readonly username: string;
  readonly password: string;
  /** OAuth2 refresh token, in place of the password. */
  readonly identityToken?: string;
}

/**
 * The login that a builder finds for a repository: the entry of the narrowest path, then the registry's.
 * `everyHubKey`: it knows Docker Hub's entry by each of its names, not only by the one. (kaniko.md §4.2)
 */
export function loginFor(
  { auths }: DockerAuths,
  { registry, repository }: Pick<ImageReference, 'registry' | 'repository'>,
  everyHubKey: boolean,
): RegistryLogin | AuthFault | undefined {
  const canonical = canonicalRegistry(registry);
  const keys = authKeys(registry);
  const whole = canonical === 'docker.io' && !everyHubKey ? keys.slice(0, 1) : keys;
  const key = [...paths(canonical, repository), ...whole].find((candidate) => auths[candidate] !== undefined);
  const entry = key === undefined ? undefined : auths[key];
  if (entry === undefined) return undefined;
  const login = decodeAuth(entry.auth);
  if (typeof login === 'string') return login;
  return { ...login, ...(entry.identitytoken === undefined ? {} : { identityToken: entry.identitytoken }) };
}

/** `host/a/b`, `host/a`. */
function paths(registry: string, repository: string): string[] {
  const parts = repository.split('/');
  return parts.map((_part, index) => [registry, ...parts.slice(0, parts.length - index)].join('/'));
}
