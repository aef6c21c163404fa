import type { DockerAuth, DockerAuths } from './auth.ts';
import { entryToAuth } from './config-entry.ts';
import { CredentialsError } from './credentials-error.ts';
import type { DockerConfig } from './docker-config.ts';
import { authKeys } from './reference.ts';
import { rescueDockerConfig } from './rescue-config.ts';

/**
 * What can be saved of a Docker config: every login that is in it, in the one form that all builders read: without the
 * line break at a password's end, Docker Hub under the key that kaniko looks for, no helper. Empty where nothing can.
 */
export function correctDockerConfig(text: string): DockerAuths {
  let config: DockerConfig;
  try {
    config = rescueDockerConfig(text, '').config;
  } catch (error) {
    if (error instanceof CredentialsError) return { auths: {} };
    throw error;
  }
  const auths: Record<string, DockerAuth> = {};
  for (const [key, entry] of Object.entries(config.auths)) {
    const auth = entryToAuth(entry, key, '', []);
    if (auth !== undefined) auths[findableKey(key, config)] = auth;
  }
  return { auths };
}

/** The key by which the builders find the entry: only Docker Hub's must be spelt in one way (kaniko issue 1209). */
export function findableKey(registry: string, config: Pick<DockerConfig, 'auths'>): string {
  const [key, ...others] = authKeys('docker.io');
  return others.includes(registry) && config.auths[key] === undefined ? key : registry;
}

/** Whether there is an entry for the registry (`host[:port]`), or for a path below it. */
export function hasEntryFor(registry: string, { auths }: { readonly auths: object }): boolean {
  const keys = authKeys(registry);
  return Object.keys(auths).some((key) => keys.includes(key) || key.startsWith(`${keys[0]}/`));
}
