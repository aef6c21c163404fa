import * as l10n from '@vscode/l10n';
import { checkPull } from '../../registry/check/pull-check.ts';
import { checkPush } from '../../registry/check/push-check.ts';
import { formatReference, tryReference, type ImageReference } from '../../registry/reference.ts';
import type { Check } from './check.ts';
import { Question } from './item.ts';
import type { PreflightItem } from './report.ts';
import type { Situation } from './situation.ts';
import { tried } from './try-registry.ts';

/** Whether each destination takes a push: the upload that kaniko begins too, cancelled at once. */
export const checkDestinations: Check = async (situation) => {
  const targets = new Map<string, ImageReference>();
  for (const destination of situation.request.destinations) {
    const { registry, repository } = tryReference(destination) ?? {};
    // What is no reference stops the plan, which says so.
    if (registry === undefined || repository === undefined) continue;
    const target = { registry, repository };
    targets.set(formatReference(target), target);
  }
  return await Promise.all(
    [...targets].map(([name, target]) =>
      tried(new Question(`push:${name}`, l10n.t('Push to {0}', name)), 'push', target, situation, (access) =>
        checkPush(target, access),
      ),
    ),
  );
};

/** Whether each base image can be pulled: its manifest, from wherever the builder will ask for it. */
export const checkBaseImages: Check = async (situation) => {
  const bases = await situation.baseImages();
  const items = (bases?.images ?? []).flatMap((image) => {
    const reference = tryReference(image);
    return reference === undefined ? [] : [pulled(image, situation.routes(reference), situation)];
  });
  const unresolved = (bases?.unresolved ?? []).map(({ text }) =>
    new Question(`pull:${text}`, l10n.t('Pull of {0}', text)).unknown({
      detail: l10n.t('The Dockerfile gives its name by a build argument that has no value here.'),
    }),
  );
  return [...(await Promise.all(items)), ...unresolved];
};

/** One yes of several places is enough; where no place says yes, the first doubt counts, then the last no. */
async function pulled(
  image: string,
  routes: readonly ImageReference[],
  situation: Situation,
): Promise<PreflightItem> {
  const question = new Question(`pull:${image}`, l10n.t('Pull of {0}', image));
  const items = await Promise.all(
    routes.map(async (route) => ({
      route,
      item: await tried(question, 'pull', route, situation, (access) => checkPull(route, access)),
    })),
  );
  const found =
    items.find(({ item }) => item.status === 'yes') ??
    items.find(({ item }) => item.status === 'unknown') ??
    items.at(-1);
  if (found === undefined) return question.notAsked();
  if (routes.length === 1 && found.route.registry === tryReference(image)?.registry) return found.item;
  const from = l10n.t('from {0}', formatReference(found.route));
  const { detail } = found.item;
  return { ...found.item, detail: detail === undefined ? from : `${from}: ${detail}` };
}
