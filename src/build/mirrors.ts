import * as l10n from '@vscode/l10n';
import type { RegistryMirrors } from '../builders/builder.ts';
import { canonicalRegistry, parseReference, type ImageReference } from '../registry/reference.ts';
import { BuildError } from './errors.ts';
import type { RegistrySettings } from './request.ts';

/**
 * What stands in for each registry when images are pulled, in the order in which it is asked. Throws BuildError for what
 * is no registry.
 */
export function registryMirrors(settings: RegistrySettings): readonly RegistryMirrors[] {
  const found = new Map<string, string[]>();
  const add = (registry: string, mirrors: readonly string[]): void => {
    const known = found.get(registry) ?? [];
    found.set(registry, [...known, ...mirrors.map(checkedMirror).filter((one) => !known.includes(one))]);
  };
  for (const [registry, mirrors] of Object.entries(settings.map ?? {})) add(checkedHost(registry), mirrors);
  add('docker.io', settings.mirrors ?? []);
  return [...found]
    .filter(([, mirrors]) => mirrors.length > 0)
    .map(([registry, mirrors]) => ({ registry, mirrors, fallback: settings.mirrorsOnly !== true }));
}

/** The places from which an image is pulled in turn: mirrors with their path in front, then its own registry. */
export function pullRoutes(
  image: ImageReference,
  mirrors: readonly RegistryMirrors[],
): readonly ImageReference[] {
  const found = mirrors.find(({ registry }) => registry === canonicalRegistry(image.registry));
  if (found === undefined) return [image];
  const routes = found.mirrors.map((mirror): ImageReference => {
    const [registry = '', ...path] = mirror.split('/');
    return { ...image, registry, repository: [...path, image.repository].join('/') };
  });
  return found.fallback ? [...routes, image] : routes;
}

/** The registries, `host[:port]`, that images of these references are pulled from. No reference is left out for it. */
export function askedRegistries(
  registries: readonly string[],
  mirrors: readonly RegistryMirrors[],
): readonly string[] {
  return registries.flatMap((registry) =>
    pullRoutes({ registry, repository: 'image' }, mirrors).map((route) => route.registry),
  );
}

function checkedHost(text: string): string {
  try {
    const { registry } = parseReference(`${text}/image`);
    if (registry === canonicalRegistry(text) || registry === text) return canonicalRegistry(registry);
  } catch {
    // Said below.
  }
  throw notARegistry(text);
}

/** `host[:port][/path]` without a slash at the end. */
function checkedMirror(text: string): string {
  const mirror = text.replace(/\/+$/, '');
  try {
    const { registry, repository } = parseReference(`${mirror}/image`);
    if (`${registry}/${repository}` === `${mirror}/image`) return mirror;
  } catch {
    // Said below.
  }
  throw notARegistry(text);
}

function notARegistry(text: string): BuildError {
  return new BuildError({
    code: 'request-invalid',
    message: l10n.t('{0} is no registry that images can be pulled from.', text),
    remedy: l10n.t(
      'Write host[:port], and behind it a path where there is one, in kanikoBuild.registries.mirrors and kanikoBuild.registries.map.',
    ),
  });
}
