import { randomBytes } from 'node:crypto';
import { basename, dirname } from 'node:path';

/** Longest name of a run: a Secret's name adds a suffix, and a Pod's name is a DNS label of at most 63 characters. */
const MAX_LENGTH = 52;

/**
 * A new run's identifier: `kb-FOLDER-XXXXXXXX`, a DNS label that says what it belongs to and names the run's Pod.
 * `dockerfile` is an absolute path.
 */
export function newRunId(dockerfile: string): string {
  const suffix = randomBytes(4).toString('hex');
  const subject = basename(dirname(dockerfile))
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, MAX_LENGTH - 'kb--'.length - suffix.length)
    .replace(/^-+|-+$/g, '');
  return subject === '' ? `kb-${suffix}` : `kb-${subject}-${suffix}`;
}
