import type { Pod, SecurityContext } from '../../kube/objects.ts';
import type { LayerCache, PodInput } from '../builder.ts';
import { claim } from '../claim.ts';
import { literal } from '../expansion.ts';
import { buildPod } from '../pod.ts';
import { registryCertificates, secretFile, type RegistryCertificate } from '../secret-files.ts';

/** Name of the container that builds. */
export const kanikoContainer = 'kaniko';

/**
 * Nothing may be mounted over this folder, which holds the executor; folders in it are never part of an image nor
 * deleted between stages. (kaniko.md §3.6, §4.2)
 */
const kanikoFolder = '/kaniko';

/** Where a context that comes as a tar is unpacked to. (buildcontext/tar.go, both flavours) */
const contextFolder = `${kanikoFolder}/buildcontext`;
const dockerConfigFolder = `${kanikoFolder}/.docker`;

/** Where kaniko looks for base images that a warmer has put there. (kaniko.md §9) */
const cacheFolder = '/cache';

/** What kaniko needs to unpack images and to run USER; each is needed, no other is. (kaniko.md §8.1) */
const securityContext: SecurityContext = {
  runAsUser: 0,
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'], add: ['CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'SETGID', 'SETUID'] },
  seccompProfile: { type: 'RuntimeDefault' },
};

/** The Pod in which kaniko builds `input` from a gzip tar on its stdin. */
export function kanikoPod(input: PodInput): Pod {
  const certificates = registryCertificates(input.registryCertificates, kanikoFolder);
  const credentials =
    input.credentials === undefined
      ? []
      : [secretFile('credentials', input.credentials, dockerConfigFolder, 'config.json')];
  const mounted = [...credentials, ...certificates, ...claim('cache', input.cache?.volume, cacheFolder)];
  return buildPod(input, {
    container: {
      name: kanikoContainer,
      args: kanikoArguments(input, certificates).map(literal),
      env: [
        // Without a service-account token kaniko may not see that it is in a container. (kaniko.md §8.5)
        { name: 'container', value: 'kube' },
        // Slim images do not set it.
        { name: 'DOCKER_CONFIG', value: dockerConfigFolder },
      ],
      // Not FallbackToLogsOnError: the end of the log is a usage text, not the error. (kaniko.md, trap 7)
      terminationMessagePolicy: 'File',
      securityContext,
      ...(mounted.length === 0 ? {} : { volumeMounts: mounted.map(({ mount }) => mount) }),
    },
    volumes: mounted.map(({ volume }) => volume),
  });
}

/** Each argument is one token: kaniko takes `--flag value` in one for an unknown flag. (kaniko.md §2) */
function kanikoArguments(input: PodInput, certificates: readonly RegistryCertificate[]): readonly string[] {
  return [
    '--context=tar://stdin',
    // Absolute: a relative path is looked up in the working directory first.
    `--dockerfile=${contextFolder}/${input.dockerfile.replace(/^(?:\.?\/)+/, '')}`,
    ...input.destinations.map((destination) => `--destination=${destination}`),
    '--digest-file=/dev/termination-log',
    // The only format with one line to a message that RUN output rarely looks like, and that people can read.
    '--log-format=text',
    // This flavour does so always, and warns when told to.
    ...(input.flavour === 'osscontainertools' ? [] : ['--skip-unused-stages=true']),
    ...(input.target === undefined ? [] : [`--target=${input.target}`]),
    // RUN sees build arguments and nothing of the executor's environment. (kaniko.md §2.3)
    ...Object.entries({ ...input.proxy, ...input.buildArgs }).map(
      ([name, value]) => `--build-arg=${name}=${value}`,
    ),
    ...(input.platform === undefined ? [] : [`--custom-platform=${input.platform}`]),
    ...cacheArguments(input.cache),
    ...input.insecureRegistries.map((registry) => `--insecure-registry=${registry}`),
    ...certificates.map(({ registry, path }) => `--registry-certificate=${registry}=${path}`),
    ...(input.registryMirrors ?? []).map((mirror) => `--registry-mirror=${mirror}`),
    ...Object.entries(input.registryMaps ?? {}).map(
      ([registry, target]) => `--registry-map=${imageRegistry(registry)}=${target}`,
    ),
    ...(input.arguments ?? []),
  ];
}

/** Without a repository layers go into the volume; with neither kaniko takes `/cache` below the first destination. */
function cacheArguments(cache: LayerCache | undefined): readonly string[] {
  if (cache === undefined) return [];
  const folder = cache.volume === undefined ? undefined : `oci:${cacheFolder}/layers`;
  const repository = cache.repository ?? folder;
  return [
    '--cache=true',
    ...(repository === undefined ? [] : [`--cache-repo=${repository}`]),
    ...(cache.ttl === undefined ? [] : [`--cache-ttl=${cache.ttl}`]),
  ];
}

/** kaniko knows Docker Hub by the name that its library gives it. (go-containerregistry, `pkg/name/registry.go`) */
function imageRegistry(registry: string): string {
  return registry === 'docker.io' ? 'index.docker.io' : registry;
}
