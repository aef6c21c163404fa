import * as l10n from '@vscode/l10n';
import type { Pod } from '../../kube/objects.ts';
import { checkPull } from '../../registry/check/pull-check.ts';
import { ImageReferenceError, parseReference, type ImageReference } from '../../registry/reference.ts';
import type { Check } from './check.ts';
import { Question } from './item.ts';
import { registryAccess } from './registry-access.ts';
import type { PreflightItem } from './report.ts';
import { isPlan, type Situation } from './situation.ts';

/** Whether the builder's image can be what it should be. Only the nodes know whether they can pull it. */
export const checkBuilderImage: Check = async (situation) => {
  const image = await imageOf(situation);
  const question = new Question('builder-image', l10n.t('The image of {0}', situation.builder.name));
  if (image === undefined) return [question.notAsked()];
  let reference: ImageReference;
  try {
    reference = parseReference(image);
  } catch (error) {
    if (!(error instanceof ImageReferenceError)) throw error;
    return [
      question.no({
        code: 'image-pull',
        meaning: error.message,
        remedy: l10n.t('Correct the setting {0}.', `kanikoBuild.${situation.builder.id}.image`),
      }),
    ];
  }
  return [await pulled(question, image, reference, situation)];
};

async function imageOf({ plan, request, builder }: Situation): Promise<string | undefined> {
  const made = await plan;
  if (isPlan(made)) return made.pod.spec.containers.find(({ name }) => name === builder.container)?.image;
  return request.builder.image ?? builder.flavours.find(({ id }) => id === request.builder.flavour)?.image;
}

/** A node may have the image, or a login for it, whatever the registry tells us. */
async function pulled(
  question: Question,
  image: string,
  reference: ImageReference,
  situation: Situation,
): Promise<PreflightItem> {
  const plan = await situation.plan;
  const secrets = isPlan(plan) ? pullSecrets(plan.pod) : [];
  const access = await registryAccess(situation, reference, { withLogin: false });
  const { kind, words } = await situation.within((signal) => checkPull(reference, { ...access, signal }));
  if (kind === 'allowed') return question.yes({ detail: image });
  const why = words === undefined ? '' : ` (${words})`;
  if (kind === 'login-needed' && secrets.length > 0) {
    return question.unknown({
      detail: image,
      meaning: l10n.t('The nodes pull it with the Secrets {0}, which are not checked.', secrets.join(', ')),
    });
  }
  if (kind === 'login-needed' || kind === 'image-missing') {
    return question.unknown({
      code: 'image-pull',
      detail: `${image}${why}`,
      meaning: l10n.t('Without a login there is no such image. The nodes may have one, or the image itself.'),
      remedy: l10n.t(
        'Look at its name in the setting {0}, or name an image pull Secret in the settings.',
        `kanikoBuild.${situation.builder.id}.image`,
      ),
    });
  }
  return question.unknown({
    detail: `${image}${why}`,
    meaning: l10n.t('It cannot be seen from here whether the nodes can pull it.'),
  });
}

function pullSecrets({ spec }: Pod): readonly string[] {
  const { imagePullSecrets = [] } = spec as {
    readonly imagePullSecrets?: readonly { readonly name: string }[];
  };
  return imagePullSecrets.map(({ name }) => name);
}
