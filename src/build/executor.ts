import * as l10n from '@vscode/l10n';
import type { Builder, PodInput } from '../builders/builder.ts';
import { BuildError } from './errors.ts';
import { flavourOfImage } from './flavour.ts';
import type { BuilderChoice } from './request.ts';

/** Which flavour of a builder runs, from which image. */
export interface ExecutorChoice {
  readonly flavour: string;
  readonly image: string;
  /** Localised. */
  readonly warnings: readonly string[];
}

/** The executor that a choice means. Throws BuildError for a flavour that there is not, or that has no image. */
export function executorOf(choice: BuilderChoice, builder: Builder): ExecutorChoice {
  const flavour = builder.flavours.find(({ id }) => id === choice.flavour);
  if (flavour === undefined) {
    const known = builder.flavours.map(({ id }) => id).join(', ');
    throw new BuildError({
      code: 'request-invalid',
      message: l10n.t('{0} has no flavour {1}. It has: {2}', builder.name, choice.flavour, known),
    });
  }
  const image = choice.image ?? flavour.image;
  if (image === undefined) {
    throw new BuildError({
      code: 'builder-unfit',
      message: l10n.t('There is no public image of {0} {1}.', builder.name, flavour.name),
      remedy: l10n.t(
        'Name the image in the setting {0}, or by --image on the command line.',
        `kanikoBuild.${builder.id}.image`,
      ),
    });
  }
  const looksLike = flavourOfImage(builder, image);
  const warning =
    looksLike === undefined || looksLike.id === flavour.id
      ? []
      : [
          l10n.t(
            'The flavour is {0}, but by its name {1} holds {2}: their flags differ.',
            flavour.id,
            image,
            looksLike.id,
          ),
        ];
  return { flavour: flavour.id, image, warnings: warning };
}

/** Warnings of what may not work with the very image, localised. Throws BuildError for what surely does not. */
export function checkExecutor(input: PodInput, builder: Builder): readonly string[] {
  const objections = builder.objections(input);
  const certain = objections.filter((objection) => objection.certain);
  const [first, ...more] = certain;
  if (first !== undefined) {
    throw new BuildError({
      code: 'builder-unfit',
      message: [first, ...more].map(({ message }) => message).join(' '),
      ...(first.remedy === undefined ? {} : { remedy: first.remedy }),
    });
  }
  return objections.map(({ message, remedy }) => (remedy === undefined ? message : `${message} ${remedy}`));
}
