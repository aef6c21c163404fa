import * as l10n from '@vscode/l10n';
import { argumentFaults, isBefore, needsValue, ownFlag, versionOf } from '../arguments.ts';
import type { PodInput } from '../builder.ts';
import { kanikoFlags, kanikoFlavours, newestKnown, ownFlags, type KanikoFlag, type KanikoFlavour } from './flags.ts';

/**
 * Why the executor `image` would refuse its arguments, or the product cannot let them pass. A flag that nobody knows
 * passes only where the image is newer than what is known, or does not tell its version.
 */
export function refusedKanikoArguments(input: PodInput): readonly string[] {
  const flavour = kanikoFlavours.find((id) => id === input.flavour);
  const version = versionOf(input.image);
  return argumentFaults(input.arguments, (flag, value) => {
    if (ownFlags.has(flag)) return ownFlag(flag);
    const known = kanikoFlags.get(flag);
    if (known === undefined) {
      const isKnown = flavour !== undefined && version !== undefined && !isBefore(newestKnown[flavour], version);
      return isKnown ? l10n.t('No kaniko has a flag --{0}.', flag) : undefined;
    }
    return (
      (flavour === undefined ? undefined : lacking(flag, known, flavour, version)) ??
      (value === undefined && !known.isSwitch ? needsValue(flag) : undefined)
    );
  });
}

function lacking(
  flag: string,
  { since }: KanikoFlag,
  flavour: KanikoFlavour,
  version: readonly number[] | undefined,
): string | undefined {
  const first = since[flavour];
  if (first === undefined) {
    return l10n.t(
      'The flavour {0} of kaniko has no flag --{1}. These have it: {2}.',
      flavour,
      flag,
      kanikoFlavours.filter((id) => since[id] !== undefined).join(', '),
    );
  }
  return version !== undefined && isBefore(version, first)
    ? l10n.t('The flag --{0} exists since version {1} of the flavour {2}.', flag, first.join('.'), flavour)
    : undefined;
}
