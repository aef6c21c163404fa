import type { BuilderProfile } from '../builders/builder.ts';
import { imageVersion } from '../builders/image-version.ts';
import type { ChosenBuilder } from '../dockerfile/lint/builder-features.ts';

export interface BuilderChoice {
  readonly id: string;
  readonly flavour: string;
  /** Reference of the executor's image, where it is another than the flavour's. */
  readonly image?: string;
}

/** What the rules are told of a builder; undefined for one that there is not. */
export function chosenBuilder(
  { id, flavour: flavourId, image }: BuilderChoice,
  profiles: readonly BuilderProfile[],
): ChosenBuilder | undefined {
  const profile = profiles.find((one) => one.id === id);
  const flavour = profile?.flavours.find((one) => one.id === flavourId);
  if (profile === undefined || flavour === undefined) {
    return undefined;
  }
  const version = imageVersion(image ?? flavour.image ?? '');
  return {
    id,
    flavour: flavourId,
    // A builder of one flavour is known by its own name.
    name: profile.flavours.length === 1 ? profile.name : `${profile.name} ${flavour.name}`,
    features: flavour.features,
    ...(version === undefined ? {} : { version }),
  };
}
