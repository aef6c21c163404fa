import * as l10n from '@vscode/l10n';
import type { Builder, LayerCache } from '../builders/builder.ts';
import { formatReference, parseReference, type ImageReference } from '../registry/reference.ts';
import { BuildError } from './errors.ts';
import type { BuildRequest } from './request.ts';

/** Where a build keeps its layers. */
export interface CachePlan {
  readonly layers: LayerCache;
  readonly reference: Pick<ImageReference, 'registry' | 'repository'>;
  /** Localised. */
  readonly warnings: readonly string[];
}

/**
 * The cache that a request asks for: its own repository, or `cache` below the first destination's, as kaniko has it.
 * Throws BuildError for one that is no repository, or that the builder would surely stop at.
 */
export function planCache({ cache, destinations }: BuildRequest, builder: Builder): CachePlan | undefined {
  const [first] = destinations;
  if (cache === undefined || first === undefined) return undefined;
  const reference = cacheReference(cache.repository, first);
  const repository = formatReference(reference);
  const nested = cache.repository === undefined ? noNesting(reference) : undefined;
  if (nested?.certain === true && builder.registryManners.stopsWithoutCache) {
    throw new BuildError({ code: 'request-invalid', ...nested });
  }
  return {
    layers: {
      repository,
      ...(cache.ttlSeconds === undefined ? {} : { ttlSeconds: cache.ttlSeconds }),
      copyLayers: cache.copyLayers === true,
    },
    reference,
    warnings: nested === undefined ? [] : [`${nested.message} ${nested.remedy}`],
  };
}

/** The repository of a request's cache where it has one; what cannot be read as one is left to {@link planCache}. */
export function cacheRepository({
  cache,
  destinations: [first],
}: Pick<BuildRequest, 'cache' | 'destinations'>): CachePlan['reference'] | undefined {
  if (cache === undefined || first === undefined) return undefined;
  try {
    return cacheReference(cache.repository, first);
  } catch {
    return undefined;
  }
}

function cacheReference(given: string | undefined, destination: string): CachePlan['reference'] {
  try {
    const { registry, repository, tag, digest } = parseReference(given ?? destination);
    if (given === undefined) return { registry, repository: `${repository}/cache` };
    if (tag === undefined && digest === undefined) return { registry, repository };
  } catch (error) {
    throw invalid(given ?? destination, error instanceof Error ? error.message : String(error), error);
  }
  throw invalid(given, l10n.t('Name a repository for the cache, without a tag: each layer has its own.'));
}

function invalid(given: string, why: string, cause?: unknown): BuildError {
  return new BuildError(
    {
      code: 'request-invalid',
      message: l10n.t('{0} cannot be the repository of the layer cache. {1}', given, why),
      remedy: l10n.t('Correct kanikoBuild.cache.repository, or the row "Cache" of the Dockerfile.'),
    },
    { cause },
  );
}

/** Registries that take no repository below another, or none that was not made before. (kaniko.md §9) */
function noNesting({
  registry,
  repository,
}: CachePlan['reference']):
  { readonly certain: boolean; readonly message: string; readonly remedy: string } | undefined {
  const beside = `${registry}/${repository.replace(/\/cache$/, '-cache')}`;
  const remedy = l10n.t('Set kanikoBuild.cache.repository, to {0} for instance.', beside);
  if (registry === 'docker.io') {
    return {
      certain: true,
      message: l10n.t(
        'Docker Hub has no repository below another, so the layers cannot be kept in {0}.',
        repository,
      ),
      remedy,
    };
  }
  if (/\.dkr[.-]ecr(?:-fips)?\..+\.(?:amazonaws\.com(?:\.cn)?|on\.aws)$/.test(registry)) {
    return {
      certain: false,
      message: l10n.t('ECR keeps layers in {0} only where this repository was made before.', repository),
      remedy: l10n.t('Make it, or set kanikoBuild.cache.repository to one that there is.'),
    };
  }
  return undefined;
}
