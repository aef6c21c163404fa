import * as l10n from '@vscode/l10n';
import type { Objection, PodInput } from '../builder.ts';
import { argumentObjections, flagNames } from '../extra-arguments.ts';
import { missingFlag } from '../flag-support.ts';
import { registryCertificates } from '../secret-files.ts';
import { kanikoArguments } from './arguments.ts';
import { kanikoExecutor } from './executor-image.ts';
import { kanikoFlags } from './flags.ts';
import { kanikoFolder } from './folders.ts';

/** What speaks against the flags and the cache of a Pod for the very image. */
export function kanikoObjections(input: PodInput): readonly Objection[] {
  const executor = kanikoExecutor(input);
  const own = kanikoArguments(input, registryCertificates(input.registryCertificates, kanikoFolder));
  const names = new Set(flagNames(own, kanikoFlags));
  return [
    ...[...names].flatMap((name) => missingFlag(name, executor, kanikoFlags) ?? []),
    ...argumentObjections(input.arguments ?? [], executor, kanikoFlags),
    ...staleCache(input),
  ];
}

/** Names of files in a folder are no part of the key under which its layer is kept. (kaniko.md §9) */
function staleCache({ cache, flavour }: PodInput): readonly Objection[] {
  if (cache?.copyLayers !== true || flavour === 'osscontainertools') return [];
  return [
    {
      certain: false,
      message: l10n.t(
        'This flavour of kaniko takes an old layer from the cache when files in a copied folder are only renamed.',
      ),
      remedy: l10n.t(
        'Do not cache the layers of COPY (kanikoBuild.cache.copyLayers), or use the flavour osscontainertools.',
      ),
    },
  ];
}
