import * as l10n from '@vscode/l10n';
import type { Secret } from '../kube/objects.ts';
import type { DockerAuths } from '../registry/auth.ts';
import { collectCredentials, typedCredentials } from '../registry/credentials.ts';
import { CredentialsError } from '../registry/credentials-error.ts';
import type { UserEnvironment } from '../registry/docker-config.ts';
import { DOCKER_CONFIG_KEY } from './build-secret.ts';
import { BuildError } from './errors.ts';
import type { ClusterChoice } from './request.ts';

/** A Secret with registry credentials that is made once and used by many builds. Plain JSON; holds no secret. */
export interface RegistrySecretRequest {
  readonly name: string;
  readonly cluster: ClusterChoice;
  /** `host[:port]`, at least one. */
  readonly registries: readonly string[];
  /** Where the credentials come from, as for a build. */
  readonly credentials:
    { readonly kind: 'docker-config' } | { readonly kind: 'typed'; readonly username: string };
}

export interface RegistrySecretParts {
  /** Password or token, for `typed` credentials. */
  readonly password: string | undefined;
  /** Where Docker's config is found. */
  readonly environment: UserEnvironment;
  readonly signal: AbortSignal;
}

/**
 * The Secret as `kubectl create secret docker-registry` makes it, which kubelets and builders read. Throws BuildError
 * where a registry has no credentials: a Secret without them is of no use.
 */
export async function registrySecret(
  request: RegistrySecretRequest,
  parts: RegistrySecretParts,
): Promise<Secret> {
  const { name, cluster } = request;
  return dockerConfigSecret(name, cluster.namespace, await authsFor(request, parts));
}

/** A Secret of the type that holds a Docker config. */
export function dockerConfigSecret(name: string, namespace: string, auths: DockerAuths): Secret {
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, namespace },
    type: 'kubernetes.io/dockerconfigjson',
    data: { [DOCKER_CONFIG_KEY]: Buffer.from(JSON.stringify(auths)).toString('base64') },
  };
}

async function authsFor(
  { registries, credentials }: RegistrySecretRequest,
  { password, environment, signal }: RegistrySecretParts,
): Promise<DockerAuths> {
  if (credentials.kind === 'typed') {
    if (password === undefined) {
      throw new BuildError({
        code: 'credentials-unavailable',
        message: l10n.t('There is no password for user {0}.', credentials.username),
        remedy: l10n.t('Type the credentials again.'),
      });
    }
    return typedCredentials(registries, { username: credentials.username, password });
  }
  try {
    const { auths, missing, problems } = await collectCredentials({ registries, environment, signal });
    const [problem] = problems;
    if (missing.length === 0) return auths;
    throw new BuildError({
      code: 'credentials-unavailable',
      message:
        problem?.message ?? l10n.t('The Docker config has no credentials for {0}.', missing.join(', ')),
      remedy: problem?.remedy ?? l10n.t('Run "docker login" for it, or type the credentials.'),
    });
  } catch (error) {
    if (!(error instanceof CredentialsError)) throw error;
    throw new BuildError(
      { code: 'credentials-unavailable', message: error.message, remedy: error.remedy },
      { cause: error },
    );
  }
}
