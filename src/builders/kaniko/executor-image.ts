import type { Executor } from '../flags.ts';
import { imageVersion } from '../image-version.ts';
import { repositoryOf } from '../image-names.ts';

/** Rebuilt under the version of another product. */
const foreignVersions = /(?:^|\/)strimzi\/kaniko-executor$/;

/** The executor in an image of a flavour. */
export function kanikoExecutor({ flavour, image }: { flavour: string; image: string }): Executor {
  const version = foreignVersions.test(repositoryOf(image)) ? undefined : imageVersion(image);
  return { name: `kaniko (${flavour})`, flavour, ...(version === undefined ? {} : { version }) };
}
