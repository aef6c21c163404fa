import * as l10n from '@vscode/l10n';
import type { MountedSecret } from '../builders/builder.ts';
import { CredentialsError } from '../registry/credentials-error.ts';
import type { CredentialProblem } from '../registry/config-entry.ts';
import { collectCredentials, typedCredentials } from '../registry/credentials.ts';
import type { UserEnvironment } from '../registry/docker-config.ts';
import { inspectDockerConfig } from '../registry/inspect-config.ts';
import { canonicalRegistry, sameRegistry } from '../registry/reference.ts';
import { DOCKER_CONFIG_KEY } from './build-secret.ts';
import { BuildError } from './errors.ts';
import { configInSecret, noConfigInSecret, type SecretData } from './existing-secret.ts';
import { pushRegistries, touchedRegistries } from './registries.ts';
import type { BuildRequest } from './request.ts';

/** `missing`: there is none; `unknown`: it may not be read, or nobody was asked. */
export type SecretLookup = (name: string) => Promise<SecretData | 'missing' | 'unknown'>;

export interface ResolvedCredentials {
  /** Text of a Docker config.json that holds the entries of this build's registries and nothing else. */
  readonly dockerConfig?: string;
  /** An existing Secret, and its key that holds a Docker config. */
  readonly existing?: MountedSecret;
  /** What the existing Secret's key holds, where it could be read. Holds secrets. */
  readonly existingConfig?: string;
  /** What is wrong with them; also told among the warnings. */
  readonly problems?: readonly CredentialProblem[];
  /** Localised. */
  readonly warnings: readonly string[];
}

export interface CredentialParts {
  /** Password or token, for `typed` credentials. */
  readonly password: string | undefined;
  /** Looks at an existing Secret of the namespace. */
  readonly lookUpSecret: SecretLookup;
  /** Where Docker's config is found. */
  readonly environment: UserEnvironment;
  /** Milliseconds that a credential helper may take; the helper's own limit when absent. */
  readonly helperTimeoutMs?: number;
  /** Whether the builder may get a login there that no config holds, as in {@link Builder.registryManners}. */
  readonly ambientLogin?: (host: string) => boolean;
  readonly signal: AbortSignal;
}

/**
 * Finds the credentials that a build of `request` needs: for the registries it pushes to, its cache's, and those that
 * `baseImages` are pulled from. Throws BuildError.
 */
export async function resolveCredentials(
  request: BuildRequest,
  baseImages: readonly string[],
  parts: CredentialParts,
): Promise<ResolvedCredentials> {
  const push = pushRegistries(request.destinations);
  switch (request.credentials.kind) {
    case 'none':
    case 'ambient':
      return { warnings: [] };
    case 'secret':
      return await existingSecret(request.credentials.name, request, parts);
    case 'typed': {
      if (parts.password === undefined) throw noPassword(request.credentials.username);
      const config = typedCredentials(push, {
        username: request.credentials.username,
        password: parts.password,
      });
      return { dockerConfig: JSON.stringify(config), warnings: [] };
    }
    case 'docker-config': {
      const touched = touchedRegistries(request, baseImages);
      const allowed = [...touched.push, ...touched.pull].filter(mayTake(request.credentials));
      return await fromDockerConfig(touched.push, allowed, parts);
    }
  }
}

/** Whether the login for a registry may go along. */
function mayTake({ registries }: { readonly registries?: readonly string[] }): (registry: string) => boolean {
  return (registry) =>
    registries === undefined || registries.some((allowed) => sameRegistry(allowed, registry));
}

async function fromDockerConfig(
  push: readonly string[],
  registries: readonly string[],
  { environment, helperTimeoutMs, signal }: CredentialParts,
): Promise<ResolvedCredentials> {
  try {
    const { auths, missing, problems } = await collectCredentials({
      registries,
      environment,
      helperTimeoutMs,
      signal,
    });
    const warnings = problems.map(({ message, remedy }) => `${message} ${remedy}`);
    const without = new Set(push.filter((one) => !registries.includes(one)));
    for (const registry of without) {
      warnings.push(l10n.t('The login for {0} stays on this machine, as you wanted.', registry));
    }
    for (const registry of new Set(push.filter((one) => missing.includes(canonicalRegistry(one))))) {
      warnings.push(
        l10n.t('The Docker config has no credentials for {0}: the build pushes there without any.', registry),
      );
    }
    if (Object.keys(auths.auths).length === 0) return { warnings, problems };
    return { dockerConfig: JSON.stringify(auths), warnings, problems };
  } catch (error) {
    if (!(error instanceof CredentialsError)) throw error;
    throw new BuildError(
      { code: 'credentials-unavailable', message: error.message, remedy: error.remedy },
      { cause: error },
    );
  }
}

async function existingSecret(
  name: string,
  { cluster, destinations }: BuildRequest,
  { lookUpSecret, ambientLogin = () => false }: CredentialParts,
): Promise<ResolvedCredentials> {
  const data = await lookUpSecret(name);
  if (data === 'missing') {
    throw new BuildError({
      code: 'secret-missing',
      message: l10n.t('Namespace {0} has no Secret {1}.', cluster.namespace, name),
      remedy: l10n.t('Choose other credentials, or create the Secret in the namespace of the build.'),
    });
  }
  if (data === 'unknown') {
    const warning = l10n.t('Secret {0} could not be read, so it is used unchecked.', name);
    return { existing: { secretName: name, key: DOCKER_CONFIG_KEY }, warnings: [warning] };
  }
  const config = configInSecret(data);
  if (config === undefined) {
    throw new BuildError({ code: 'credentials-broken', ...noConfigInSecret(name) });
  }
  const needed = pushRegistries(destinations).filter((registry) => !ambientLogin(registry));
  const problems = inspectDockerConfig(config.text, l10n.t('Secret {0}', name), needed);
  return {
    existing: { secretName: name, key: config.key },
    existingConfig: config.text,
    problems,
    warnings: problems.map(({ message, remedy }) => `${message} ${remedy}`),
  };
}

function noPassword(username: string): BuildError {
  return new BuildError({
    code: 'credentials-unavailable',
    message: l10n.t('There is no password for user {0}.', username),
    remedy: l10n.t('Type the credentials again.'),
  });
}
