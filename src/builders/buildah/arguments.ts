import * as l10n from '@vscode/l10n';
import { argumentFaults, isBefore, ownFlag, versionOf } from '../arguments.ts';
import type { PodInput } from '../builder.ts';

/** Flags of `buildah build` by which the product itself steers the build. (buildah-build(1), 1.28 and 1.37) */
const ownFlags: ReadonlySet<string> = new Set([
  'all-platforms', 'arch', 'authfile', 'cache-from', 'cache-to', 'cache-ttl', 'cert-dir', 'creds', 'file', 'iidfile',
  'isolation', 'layers', 'logfile', 'manifest', 'os', 'output', 'platform', 'quiet', 'stdin', 'tag', 'target',
  'variant',
]); // prettier-ignore

/** The version that brought `--cache-from`, `--cache-to` and `--cache-ttl`. (its CHANGELOG) */
const cacheSince = [1, 27, 0];

/**
 * What this image is too old for, and the arguments that the product cannot let pass; of the others buildah itself is
 * the judge.
 */
export function buildahRefusals({ image, cache, arguments: args }: PodInput): readonly string[] {
  const version = versionOf(image);
  const isTooOld = version !== undefined && isBefore(version, cacheSince);
  return [
    ...(cache !== undefined && isTooOld
      ? [l10n.t('buildah keeps layers in a registry since version {0}.', cacheSince.join('.'))]
      : []),
    ...argumentFaults(args, (flag) => (ownFlags.has(flag) ? ownFlag(flag) : undefined)),
  ];
}
