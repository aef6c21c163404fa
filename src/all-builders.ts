import { buildah } from './builders/buildah/buildah.ts';
import type { Builder } from './builders/builder.ts';
import { kaniko } from './builders/kaniko/kaniko.ts';

/** Every builder that the product has, the default first. A new one is added here and to {@link builderProfiles}. */
export const allBuilders: readonly Builder[] = [kaniko, buildah];
