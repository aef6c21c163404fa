import type { BuilderProfile } from '../builders/builder.ts';
import { UsageError } from './usage-error.ts';

/** The builder and flavour of `--builder` and `--flavour`; the first of each where not given. Throws UsageError. */
export function builderChoice(
  flags: { readonly builder?: string | undefined; readonly flavour?: string | undefined },
  builders: readonly BuilderProfile[],
): { builder: string; flavour: string } {
  const builder = flags.builder === undefined ? builders[0] : builders.find(({ id }) => id === flags.builder);
  if (builder === undefined) throw new UsageError(`--builder is one of: ${ids(builders)}`);
  const { flavours } = builder;
  const flavour = flags.flavour === undefined ? flavours[0] : flavours.find(({ id }) => id === flags.flavour);
  if (flavour === undefined) throw new UsageError(`--flavour of ${builder.id} is one of: ${ids(flavours)}`);
  return { builder: builder.id, flavour: flavour.id };
}

function ids(things: readonly { readonly id: string }[]): string {
  return things.map(({ id }) => id).join(', ');
}
