import { basename, dirname } from 'node:path';
import type { DockerfileOnDisk } from './dockerfile.ts';

/**
 * A destination to start from: the prefix of the settings, else that of a destination used before, and the folder's
 * name as the image's. Undefined where no prefix is known: a made-up registry must not be an Enter away from a push.
 */
export function suggestedDestination(
  dockerfile: Pick<DockerfileOnDisk, 'path'>,
  defaultRegistry: string,
  usedBefore: string | undefined,
): string | undefined {
  const prefix = defaultRegistry === '' ? parentOf(usedBefore ?? '') : defaultRegistry;
  return prefix === '' ? undefined : `${prefix}/${imageName(basename(dirname(dockerfile.path)))}:latest`;
}

function parentOf(reference: string): string {
  return reference.slice(0, Math.max(0, reference.lastIndexOf('/')));
}

/** A folder's name as a path component of an image reference: lower case, letters and digits joined by dashes. */
function imageName(folder: string): string {
  const name = folder
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return name === '' ? 'app' : name;
}
