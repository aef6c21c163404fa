import { proxyArguments } from '../applied-settings.ts';
import type { LayerCache, PodInput } from '../builder.ts';
import { contextLocation } from './remote-context.ts';
import { builtImage, contextFolder } from './script.ts';

/** The arguments of `buildah bud`, the user's own among them; the context comes last. */
export function budArguments(input: PodInput): readonly string[] {
  const { remoteContext } = input;
  return [
    ...ownArguments(input),
    ...(input.arguments ?? []),
    remoteContext === undefined ? contextFolder : contextLocation(remoteContext),
  ];
}

/** Those that come of what this product offers. */
export function ownArguments(input: PodInput): readonly string[] {
  const { settings = {} } = input;
  const dockerfile = input.dockerfile.replace(/^(?:\.?\/)+/, '');
  return [
    // OCI images have no SHELL, HEALTHCHECK and ONBUILD: buildah would drop them with a warning.
    '--format=docker',
    // A relative path is looked up in what was fetched.
    `--file=${input.remoteContext === undefined ? `${contextFolder}/${dockerfile}` : dockerfile}`,
    `--tag=${builtImage}`,
    ...(input.target === undefined ? [] : [`--target=${input.target}`]),
    ...(settings.platform === undefined ? [] : [`--platform=${settings.platform}`]),
    // Else it hands the proxy of its own environment to RUN, which no other builder does.
    ...(settings.proxy === undefined ? [] : ['--http-proxy=false']),
    ...Object.entries({ ...proxyArguments(settings), ...input.buildArgs }).map(
      ([name, value]) => `--build-arg=${name}=${value}`,
    ),
    ...(input.cache === undefined ? [] : cacheArguments(input.cache)),
  ];
}

/** Without `--layers` it takes no notice of the others. (buildah-build(1)) */
function cacheArguments({ repository, ttlSeconds }: LayerCache): readonly string[] {
  return [
    '--layers=true',
    `--cache-from=${repository}`,
    `--cache-to=${repository}`,
    ...(ttlSeconds === undefined ? [] : [`--cache-ttl=${ttlSeconds}s`]),
  ];
}
