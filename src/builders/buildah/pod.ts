import type { EnvVar, Pod, SecurityContext } from '../../kube/objects.ts';
import type { PodInput } from '../builder.ts';
import { claim } from '../claim.ts';
import { literal } from '../expansion.ts';
import { repositoryOf } from '../image-names.ts';
import { buildPod } from '../pod.ts';
import { registryCertificates, secretFile } from '../secret-files.ts';
import { registriesConf } from './registries-conf.ts';
import {
  builtImage,
  contextFolder,
  registriesConfVariable,
  script,
  separator,
  storageFolder,
  workFolder,
} from './script.ts';

/** Name of the container that builds. */
export const buildahContainer = 'buildah';

/** Outside all that RUN can see. */
const secretsFolder = '/run/kaniko-build';

/**
 * Tried: with these capabilities it builds and pushes. No seccomp profile is named, as RuntimeDefault forbids the user
 * namespace that buildah makes, and Unconfined does not pass Pod Security baseline. (builders.md)
 */
const securityContext: SecurityContext = {
  runAsUser: 0,
  allowPrivilegeEscalation: false,
  capabilities: {
    drop: ['ALL'],
    add: ['CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'SETFCAP', 'SETGID', 'SETUID', 'SYS_CHROOT'],
  },
};

/** The Pod in which buildah builds `input` from a gzip tar on its stdin. */
export function buildahPod(input: PodInput): Pod {
  const certificates = registryCertificates(input.registryCertificates, secretsFolder);
  const credentials =
    input.credentials === undefined
      ? undefined
      : secretFile('credentials', input.credentials, `${secretsFolder}/credentials`, 'config.json');
  const mounted = [
    ...(credentials === undefined ? [] : [credentials]),
    ...certificates,
    ...claim('cache', input.cache?.volume, storageFolder),
  ];
  const work = { name: 'work', mountPath: workFolder };
  return buildPod(input, {
    container: {
      name: buildahContainer,
      command: ['/bin/sh', '-c', literal(script), buildahContainer],
      args: [
        ...input.destinations,
        separator,
        ...certificates.flatMap(({ registry, path }) => [registry, path]),
        separator,
        ...budArguments(input),
      ].map(literal),
      env: environment(input, credentials?.path),
      terminationMessagePolicy: 'File',
      securityContext,
      volumeMounts: [work, ...mounted.map(({ mount }) => mount)],
    },
    volumes: [{ name: work.name, emptyDir: {} }, ...mounted.map(({ volume }) => volume)],
  });
}

function environment(input: PodInput, authFile: string | undefined): readonly EnvVar[] {
  return [
    // The only isolation that needs no right on the node.
    { name: 'BUILDAH_ISOLATION', value: 'chroot' },
    { name: registriesConfVariable, value: literal(registriesConf(input)) },
    // Read for pulls and pushes alike; a path without a file would be an error.
    ...(authFile === undefined ? [] : [{ name: 'REGISTRY_AUTH_FILE', value: authFile }]),
  ];
}

function budArguments(input: PodInput): readonly string[] {
  return [
    // OCI images have no SHELL, HEALTHCHECK and ONBUILD: buildah would drop them with a warning.
    '--format=docker',
    `--file=${contextFolder}/${input.dockerfile.replace(/^(?:\.?\/)+/, '')}`,
    `--tag=${builtImage}`,
    ...(input.target === undefined ? [] : [`--target=${input.target}`]),
    ...Object.entries(input.buildArgs).map(([name, value]) => `--build-arg=${name}=${value}`),
    ...(input.platform === undefined ? [] : [`--platform=${input.platform}`]),
    ...cacheArguments(input),
    ...(input.arguments ?? []),
    contextFolder,
  ];
}

/** Its own storage is a cache too where it outlives the Pod: then a registry is used only when it is named. */
function cacheArguments({ cache, destinations }: PodInput): readonly string[] {
  if (cache === undefined) return [];
  const [first] = destinations;
  const derived = cache.volume === undefined && first !== undefined ? `${repositoryOf(first)}/cache` : undefined;
  const repository = cache.repository ?? derived;
  return [
    '--layers',
    ...(repository === undefined ? [] : [`--cache-from=${repository}`, `--cache-to=${repository}`]),
    ...(cache.ttl === undefined ? [] : [`--cache-ttl=${cache.ttl}`]),
  ];
}
