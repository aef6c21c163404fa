import type { MountedSecret } from '../builders/builder.ts';
import type { Secret } from '../kube/objects.ts';

/** The key that `kubectl create secret docker-registry` uses too. */
export const DOCKER_CONFIG_KEY = '.dockerconfigjson';

/** Name of the Secret that belongs to a run. */
export function secretName(runId: string): string {
  return `${runId}-auth`;
}

export interface BuildSecretInput {
  /** Name of the run. */
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Text of the Docker config.json for this build, if it brings its own credentials. */
  readonly dockerConfig: string | undefined;
  /** PEM text of private CAs by registry `host[:port]`. */
  readonly certificates: Readonly<Record<string, string>>;
}

/** The one Secret of a run, and where in it things are. */
export interface BuildSecret {
  /** Absent when there is nothing to keep secret or to mount. */
  readonly secret?: Secret;
  readonly credentials?: MountedSecret;
  readonly certificates: Readonly<Record<string, MountedSecret>>;
}

/** Makes the Secret that carries a run's registry credentials and private CAs into its Pod. */
export function buildSecret(input: BuildSecretInput): BuildSecret {
  const name = secretName(input.name);
  const data: Record<string, string> = {};
  if (input.dockerConfig !== undefined) data[DOCKER_CONFIG_KEY] = base64(input.dockerConfig);
  const certificates: Record<string, MountedSecret> = {};
  for (const [index, [registry, pem]] of Object.entries(input.certificates).entries()) {
    const key = `ca-${index}.crt`;
    data[key] = base64(pem);
    certificates[registry] = { secretName: name, key };
  }
  if (Object.keys(data).length === 0) return { certificates };
  const secret: Secret = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, namespace: input.namespace, labels: input.labels },
    // A Secret of Docker's type must hold a Docker config.
    type: input.dockerConfig === undefined ? 'Opaque' : 'kubernetes.io/dockerconfigjson',
    data,
  };
  return {
    secret,
    ...(input.dockerConfig === undefined
      ? {}
      : { credentials: { secretName: name, key: DOCKER_CONFIG_KEY } }),
    certificates,
  };
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}
