import { encodeAuth, type DockerAuth, type DockerAuths, type Login } from './auth.ts';
import { entryToAuth, loginToAuth, type CredentialProblem } from './config-entry.ts';
import { askHelper } from './credential-helper.ts';
import { CredentialsError } from './credentials-error.ts';
import {
  dockerConfigFiles,
  readDockerConfig,
  type DockerConfig,
  type DockerConfigEntry,
  type UserEnvironment,
} from './docker-config.ts';
import { authKeys, canonicalRegistry } from './reference.ts';

export interface CredentialsQuery {
  /** `host[:port]` of the registries that the build pushes to and pulls from. */
  readonly registries: readonly string[];
  readonly environment: UserEnvironment;
  /** Milliseconds that a helper may take; the helper's own limit when absent. */
  readonly helperTimeoutMs?: number | undefined;
  readonly signal?: AbortSignal;
}

export interface CollectedCredentials {
  /** Holds secrets. */
  readonly auths: DockerAuths;
  /** Registries with no credentials, in canonical form. Public ones need none. */
  readonly missing: readonly string[];
  /** What went wrong on the way; credentials may have been found nevertheless. */
  readonly problems: readonly CredentialProblem[];
}

/**
 * The local Docker (or Podman) credentials for exactly the registries asked, as a flat config that needs no helper:
 * a Pod has none. Throws {@link CredentialsError} for a config that cannot be read, or the signal's reason.
 */
export async function collectCredentials(query: CredentialsQuery): Promise<CollectedCredentials> {
  const configs: DockerConfig[] = [];
  for (const file of dockerConfigFiles(query.environment)) {
    const config = await readDockerConfig(file);
    if (config !== undefined) {
      configs.push(config);
    }
  }
  const auths: Record<string, DockerAuth> = {};
  const missing: string[] = [];
  const problems: CredentialProblem[] = [];
  for (const registry of new Set(query.registries.map(canonicalRegistry))) {
    const found = await find(registry, configs, query, problems);
    Object.assign(auths, found);
    if (Object.keys(found).length === 0) {
      missing.push(registry);
    }
  }
  return { auths: { auths }, missing, problems };
}

/** A typed user and password (or token) for the registries, in the same shape as collected credentials. */
export function typedCredentials(registries: readonly string[], login: Login): DockerAuths {
  const auth = encodeAuth(login);
  return { auths: Object.fromEntries(registries.map((registry) => [authKeys(registry)[0], { auth }])) };
}

/** The first config that knows the registry wins; entries for paths below the registry come along. */
async function find(
  registry: string,
  configs: readonly DockerConfig[],
  query: CredentialsQuery,
  problems: CredentialProblem[],
): Promise<Record<string, DockerAuth>> {
  for (const config of configs) {
    const found: Record<string, DockerAuth> = {};
    const whole =
      (await fromHelper(registry, config, query, problems)) ?? fromFile(registry, config, problems);
    if (whole !== undefined) {
      found[authKeys(registry)[0]] = whole;
    }
    for (const [key, entry] of pathEntries(registry, config)) {
      const auth = entryToAuth(entry, key, config.file, problems);
      if (auth !== undefined) {
        found[key] = auth;
      }
    }
    if (Object.keys(found).length > 0) {
      return found;
    }
  }
  return {};
}

async function fromHelper(
  registry: string,
  config: DockerConfig,
  { environment, helperTimeoutMs, signal }: CredentialsQuery,
  problems: CredentialProblem[],
): Promise<DockerAuth | undefined> {
  const keys = authKeys(registry);
  const helperKey = keys.find((key) => config.credHelpers[key] !== undefined);
  const helper = (helperKey === undefined ? undefined : config.credHelpers[helperKey]) ?? config.credsStore;
  if (helper === undefined) {
    return undefined;
  }
  // The name that "docker login" was given is the one the store knows; its empty entry remembers it.
  const servers = new Set([
    ...keys.filter((key) => config.auths[key] !== undefined),
    helperKey ?? keys[0],
    keys[0],
  ]);
  for (const server of servers) {
    try {
      const login = await askHelper(helper, server, {
        environment,
        ...(signal === undefined ? {} : { signal }),
        ...(helperTimeoutMs === undefined ? {} : { timeoutMs: helperTimeoutMs }),
      });
      if (login !== undefined) {
        return loginToAuth(login);
      }
    } catch (error) {
      if (!(error instanceof CredentialsError)) {
        throw error;
      }
      problems.push({ registry, code: error.code, message: error.message, remedy: error.remedy });
      return undefined;
    }
  }
  return undefined;
}

function fromFile(
  registry: string,
  config: DockerConfig,
  problems: CredentialProblem[],
): DockerAuth | undefined {
  for (const key of authKeys(registry)) {
    const entry = config.auths[key];
    const auth = entry === undefined ? undefined : entryToAuth(entry, registry, config.file, problems);
    if (auth !== undefined) {
      return auth;
    }
  }
  return undefined;
}

/** Podman's keys may be narrower than a registry: `quay.io/team`. Both builders read them so. */
function pathEntries(registry: string, config: DockerConfig): [string, DockerConfigEntry][] {
  const known = new Set<string>(authKeys(registry));
  return Object.entries(config.auths).filter(([key]) => {
    const slash = key.indexOf('/');
    return slash > 0 && !known.has(key) && canonicalRegistry(key.slice(0, slash)) === registry;
  });
}
