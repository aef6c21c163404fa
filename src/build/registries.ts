import * as l10n from '@vscode/l10n';
import { parseReference, tryReference } from '../registry/reference.ts';
import { cacheRepository } from './cache.ts';
import { BuildError } from './errors.ts';
import { askedRegistries, registryMirrors } from './mirrors.ts';
import type { BuildRequest } from './request.ts';

/** The registries, `host[:port]`, that a build pushes to. Throws BuildError for a destination that is no reference. */
export function pushRegistries(destinations: readonly string[]): readonly string[] {
  if (destinations.length === 0) {
    throw new BuildError({ code: 'request-invalid', message: l10n.t('The build has no destination.') });
  }
  return destinations.map((destination) => {
    try {
      return parseReference(destination).registry;
    } catch (error) {
      throw new BuildError(
        { code: 'request-invalid', message: error instanceof Error ? error.message : String(error) },
        { cause: error },
      );
    }
  });
}

/** The registries of base images. They come from the Dockerfile: what is no reference is the builder's to complain about. */
function pullRegistries(images: readonly string[]): readonly string[] {
  return images.flatMap((image) => tryReference(image)?.registry ?? []);
}

/**
 * All registries that a build speaks to: those it pushes to, its cache's among them, and those that it really asks for
 * its base images, mirrors included. Throws BuildError.
 */
export function touchedRegistries(
  request: BuildRequest,
  baseImages: readonly string[],
): { readonly push: readonly string[]; readonly pull: readonly string[] } {
  const cache = cacheRepository(request);
  return {
    push: [...pushRegistries(request.destinations), ...(cache === undefined ? [] : [cache.registry])],
    pull: askedRegistries(pullRegistries(baseImages), registryMirrors(request.registries)),
  };
}
