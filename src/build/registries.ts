import * as l10n from '@vscode/l10n';
import { parseReference } from '../registry/reference.ts';
import { BuildError } from './errors.ts';

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
export function pullRegistries(images: readonly string[]): readonly string[] {
  return images.flatMap((image) => {
    try {
      return [parseReference(image).registry];
    } catch {
      return [];
    }
  });
}
