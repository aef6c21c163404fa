import { proxyArguments } from '../applied-settings.ts';
import type { LayerCache, PodInput, RegistryMirrors } from '../builder.ts';
import type { RegistryCertificate } from '../secret-files.ts';
import { contextFolder } from './folders.ts';
import { contextArguments, fetchedFolder } from './remote-context.ts';

/**
 * The executor's arguments but for the user's own. Each is one token: kaniko takes `--flag value` in one for an unknown
 * flag. (kaniko.md §2)
 */
export function kanikoArguments(
  input: PodInput,
  certificates: readonly RegistryCertificate[],
): readonly string[] {
  const { remoteContext, cache, mirrors = [], settings = {} } = input;
  const folder = remoteContext === undefined ? contextFolder : fetchedFolder(remoteContext, contextFolder);
  return [
    ...(remoteContext === undefined ? ['--context=tar://stdin'] : contextArguments(remoteContext)),
    // Absolute: a relative path is looked up in the working directory first.
    `--dockerfile=${folder}/${input.dockerfile.replace(/^(?:\.?\/)+/, '')}`,
    ...input.destinations.map((destination) => `--destination=${destination}`),
    '--digest-file=/dev/termination-log',
    // The only format with one line to a message that RUN output rarely looks like, and that people can read.
    '--log-format=text',
    // osscontainertools' does so always, and warns when told to.
    ...(input.flavour === 'osscontainertools' ? [] : ['--skip-unused-stages=true']),
    ...(input.target === undefined ? [] : [`--target=${input.target}`]),
    // The node's architecture says it but for the variant.
    ...(settings.platform === undefined ? [] : [`--custom-platform=${settings.platform}`]),
    ...Object.entries({ ...proxyArguments(settings), ...input.buildArgs }).map(
      ([name, value]) => `--build-arg=${name}=${value}`,
    ),
    ...(cache === undefined ? [] : cacheArguments(cache)),
    ...mirrors.flatMap(mirrorArguments),
    // One for all: a registry without mirrors is asked itself in any case.
    ...(mirrors.some(({ fallback }) => !fallback) ? ['--skip-default-registry-fallback=true'] : []),
    ...input.insecureRegistries.map((registry) => `--insecure-registry=${registry}`),
    ...certificates.map(({ registry, path }) => `--registry-certificate=${registry}=${path}`),
  ];
}

function cacheArguments({ repository, ttlSeconds, copyLayers }: LayerCache): readonly string[] {
  return [
    '--cache=true',
    `--cache-repo=${repository}`,
    ...(ttlSeconds === undefined ? [] : [`--cache-ttl=${ttlSeconds}s`]),
    ...(copyLayers ? ['--cache-copy-layers=true'] : []),
  ];
}

/** kaniko knows Docker Hub by its other name only. (go-containerregistry `name.DefaultRegistry`) */
function mirrorArguments({ registry, mirrors }: RegistryMirrors): readonly string[] {
  return mirrors.map((mirror) =>
    registry === 'docker.io' ? `--registry-mirror=${mirror}` : `--registry-map=${registry}=${mirror}`,
  );
}
