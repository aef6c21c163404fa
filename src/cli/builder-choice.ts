import { flavourOfImage } from '../build/flavour.ts';
import type { BuilderProfile, Flavour } from '../builders/builder.ts';
import { UsageError } from './usage-error.ts';

/**
 * The builder and flavour of `--builder` and `--flavour`. Where not given, the first builder, and the flavour that is in
 * `--image`, else the first. Throws UsageError, also for an image whose flavour nobody knows.
 */
export function builderChoice(
  flags: {
    readonly builder?: string | undefined;
    readonly flavour?: string | undefined;
    readonly image?: string | undefined;
  },
  builders: readonly BuilderProfile[],
): { builder: string; flavour: string } {
  const builder = flags.builder === undefined ? builders[0] : builders.find(({ id }) => id === flags.builder);
  if (builder === undefined) throw new UsageError(`--builder is one of: ${ids(builders)}`);
  const { flavours } = builder;
  const flavour =
    flags.flavour === undefined
      ? flavourOf(flags.image, builder)
      : flavours.find(({ id }) => id === flags.flavour);
  if (flavour === undefined) throw new UsageError(`--flavour of ${builder.id} is one of: ${ids(flavours)}`);
  return { builder: builder.id, flavour: flavour.id };
}

function flavourOf(image: string | undefined, builder: BuilderProfile): Flavour | undefined {
  if (image === undefined) return builder.flavours[0];
  const flavour = flavourOfImage(builder, image);
  if (flavour !== undefined) return flavour;
  throw new UsageError(
    `say by --flavour which ${builder.name} is in ${image}: ${ids(builder.flavours)} (their flags differ)`,
  );
}

function ids(things: readonly { readonly id: string }[]): string {
  return things.map(({ id }) => id).join(', ');
}
