import { canonicalRepository, repositoryOf } from '../image-names.ts';
import type { KanikoFlavour } from './flags.ts';

/** Which kaniko an image is by its repository, in a mirror too; undefined when its name does not tell. (kaniko.md §1) */
export function kanikoFlavourOf(image: string): KanikoFlavour | undefined {
  const repository = canonicalRepository(repositoryOf(image));
  return repositories.find(([pattern]) => pattern.test(repository))?.[1];
}

const repositories: readonly (readonly [RegExp, KanikoFlavour])[] = [
  [/\/osscontainertools\/kaniko(?:-dev)?$|\/martizih\/kaniko$/, 'osscontainertools'],
  [/\/kaniko-project\/executor$/, 'google'],
  [/^cgr\.dev\/.*\/kaniko(?:-fips)?$|\/chainguard\/kaniko(?:-fips)?$|\/bitnami\/kaniko$/, 'chainguard'],
];
