import type { Objection, PodInput } from '../builder.ts';
import { argumentObjections, flagNames } from '../extra-arguments.ts';
import { missingFlag } from '../flag-support.ts';
import type { Executor } from '../flags.ts';
import { imageVersion } from '../image-version.ts';
import { ownArguments } from './arguments.ts';
import { buildahFlags } from './flags.ts';

/** What speaks against the flags of a Pod for the very image. */
export function buildahObjections(input: PodInput): readonly Objection[] {
  const version = imageVersion(input.image);
  const executor: Executor = {
    name: 'buildah',
    flavour: input.flavour,
    ...(version === undefined ? {} : { version }),
  };
  const names = new Set(flagNames(ownArguments(input), buildahFlags));
  return [
    ...[...names].flatMap((name) => missingFlag(name, executor, buildahFlags) ?? []),
    ...argumentObjections(input.arguments ?? [], executor, buildahFlags),
  ];
}
