import * as l10n from '@vscode/l10n';
import { decodeAuth, encodeAuth, withoutLineBreak } from './auth.ts';
import { CredentialsError } from './credentials-error.ts';
import type { CredentialProblem } from './config-entry.ts';
import { parseDockerConfig, type DockerConfig } from './docker-config.ts';
import { authKeys } from './reference.ts';

export interface ConfigInspection {
  /** Keys of the entries, as they stand. */
  readonly registries: readonly string[];
  /** Why a builder would not take it, one per fault. */
  readonly problems: readonly CredentialProblem[];
  /** The config's text without the faults that can be repaired; absent where there are none. Holds secrets. */
  readonly corrected?: string;
}

/**
 * Says what a builder would make of a Docker config that somebody else wrote, such as an existing Secret's value.
 * Every fault looked for gives the same "UNAUTHORIZED" or stops the builder only after the upload.
 * `source` names the config in messages.
 */
export function inspectDockerConfig(text: string, source: string): ConfigInspection {
  let config: DockerConfig;
  try {
    config = parseDockerConfig(text, source);
  } catch (error) {
    if (error instanceof CredentialsError) {
      return { registries: [], problems: [{ registry: '', message: error.message, remedy: error.remedy }] };
    }
    throw error;
  }
  const problems = [...helperProblems(config, source)];
  const repaired = new Map<string, string>();
  for (const [registry, { auth }] of Object.entries(config.auths)) {
    const login = auth === undefined ? undefined : decodeAuth(auth);
    if (login === undefined) {
      continue;
    }
    if (typeof login === 'string') {
      problems.push(unreadable(registry, source));
      continue;
    }
    const clean = withoutLineBreak(login);
    const key = writtenKey(registry, config);
    if (clean.password !== login.password) {
      problems.push(lineBreak(registry, source));
    }
    if (key !== registry) {
      problems.push(hubKey(registry, source, key));
    }
    if (clean.password !== login.password || key !== registry) {
      repaired.set(key, encodeAuth(clean));
    }
  }
  const registries = Object.keys(config.auths);
  if (registries.length === 0 && problems.length === 0) {
    problems.push(empty(source));
  }
  return {
    registries,
    problems,
    ...(repaired.size === 0 ? {} : { corrected: correct(text, repaired) }),
  };
}

/** The key by which the builders find the entry: only Docker Hub's must be spelt in one way (kaniko issue 1209). */
function writtenKey(registry: string, config: DockerConfig): string {
  const [key, ...others] = authKeys('docker.io');
  return others.includes(registry) && config.auths[key] === undefined ? key : registry;
}

function correct(text: string, repaired: ReadonlyMap<string, string>): string {
  const config = JSON.parse(text.replace(/^\uFEFF/, '')) as {
    auths: Record<string, Record<string, unknown>>;
  };
  for (const [registry, auth] of repaired) {
    config.auths[registry] = { ...config.auths[registry], auth };
  }
  return JSON.stringify(config);
}

function helperProblems(config: DockerConfig, source: string): CredentialProblem[] {
  const helpers = new Set([...Object.values(config.credHelpers), config.credsStore ?? '']);
  helpers.delete('');
  return [...helpers].map((helper) => ({
    registry: '',
    message: l10n.t(
      '{0} leaves its passwords to the program docker-credential-{1}, which the builder does not have.',
      source,
      helper,
    ),
    remedy: l10n.t(
      'Use a config that holds the login itself, for example of "kubectl create secret docker-registry".',
    ),
  }));
}

function unreadable(registry: string, source: string): CredentialProblem {
  return {
    registry,
    message: l10n.t('The entry for {0} in {1} is not the base64 form of "user:password".', registry, source),
    remedy: l10n.t('Make the Secret again with "kubectl create secret docker-registry".'),
  };
}

function lineBreak(registry: string, source: string): CredentialProblem {
  return {
    registry,
    message: l10n.t(
      'The password for {0} in {1} ends with a line break, as "echo" without "-n" makes it: the registry will refuse it.',
      registry,
      source,
    ),
    remedy: l10n.t('Use the corrected config, or make the Secret again with "printf" in place of "echo".'),
  };
}

function hubKey(registry: string, source: string, key: string): CredentialProblem {
  return {
    registry,
    message: l10n.t('{0} names Docker Hub "{1}", where kaniko looks for "{2}" only.', source, registry, key),
    remedy: l10n.t('Use the corrected config, or write the entry under that name.'),
  };
}

function empty(source: string): CredentialProblem {
  return {
    registry: '',
    message: l10n.t('{0} holds no login for any registry.', source),
    remedy: l10n.t('Add one, or choose other credentials.'),
  };
}
