import type { BuilderProfile } from '../builders/builder.ts';
import { flavourOfImage } from '../build/flavour.ts';
import type { BuilderChoice, BuildRequest, CacheChoice } from '../build/request.ts';
import { contextPath, type Answers, type CacheAnswer } from './answers.ts';
import type { DockerfileOnDisk } from './dockerfile.ts';
import type { Settings } from './settings.ts';

/** Answers in which nothing that must be asked is missing. */
export type CompleteAnswers = Answers &
  Required<Pick<Answers, 'destinations' | 'cluster' | 'namespace' | 'credentials' | 'context'>>;

/** Whether a request can be made of the answers. */
export function isComplete(answers: Answers): answers is CompleteAnswers {
  const { destinations, cluster, namespace, credentials, context } = answers;
  return [destinations, cluster, namespace, credentials, context].every((answer) => answer !== undefined);
}

/** The request that the answers and the settings make together. */
export function toRequest(
  dockerfile: DockerfileOnDisk,
  answers: CompleteAnswers,
  settings: Settings,
  builders: readonly BuilderProfile[],
): BuildRequest {
  const cache = cacheChoice(answers, settings);
  return {
    dockerfile: dockerfile.path,
    context: contextPath(answers.context, dockerfile),
    ...(answers.remote === undefined ? {} : { remote: answers.remote }),
    ...(answers.contextAll === true ? { contextAll: true } : {}),
    destinations: answers.destinations,
    ...(answers.target === undefined ? {} : { target: answers.target }),
    buildArgs: answers.buildArgs ?? {},
    builder: builderChoice(answers, settings, builders),
    cluster: { ...answers.cluster, namespace: answers.namespace },
    credentials: answers.credentials,
    registries: settings.registries,
    ...(cache === undefined ? {} : { cache }),
    limits: settings.limits,
    resources: settings.resources,
    ...(Object.keys(settings.pod).length === 0 ? {} : { pod: settings.pod }),
  };
}

/** What a Dockerfile's own answer says of the cache, else the settings. */
export function cacheAnswer(answers: Answers, settings: Settings): CacheAnswer {
  return answers.cache ?? settings.cache;
}

function cacheChoice(answers: Answers, settings: Settings): CacheChoice | undefined {
  const { enabled, ...cache } = cacheAnswer(answers, settings);
  return enabled ? cache : undefined;
}

/**
 * The builder that the answers name, else the setting, else the first of `builders`. The flavour is the one that the
 * answers or the settings name, else that of the image in the settings, which goes with it, else the builder's first.
 */
export function builderChoice(
  answers: Answers,
  settings: Settings,
  builders: readonly BuilderProfile[],
): BuilderChoice {
  const builder = chosenBuilder(answers, settings, builders);
  const { image, arguments: extra } = settings.executor(builder.id);
  return {
    id: builder.id,
    flavour: knownFlavour(answers, settings, builder) ?? builder.flavours[0]?.id ?? '',
    ...(image === undefined ? {} : { image }),
    ...(extra === undefined ? {} : { arguments: extra }),
  };
}

/** The executor image of a build if nobody knows which flavour is in it. */
export function unknownImage(
  answers: Answers,
  settings: Settings,
  builders: readonly BuilderProfile[],
): { readonly builder: BuilderProfile; readonly image: string } | undefined {
  const builder = chosenBuilder(answers, settings, builders);
  const { image } = settings.executor(builder.id);
  const isKnown = image === undefined || knownFlavour(answers, settings, builder) !== undefined;
  return isKnown ? undefined : { builder, image };
}

function chosenBuilder(
  answers: Answers,
  settings: Settings,
  builders: readonly BuilderProfile[],
): BuilderProfile {
  const wanted = answers.builder?.id ?? settings.builder;
  const builder = builders.find(({ id }) => id === wanted) ?? builders[0];
  if (builder === undefined) throw new RangeError('no builder');
  return builder;
}

function knownFlavour(answers: Answers, settings: Settings, builder: BuilderProfile): string | undefined {
  const { flavour: configured, image, knownFlavour: told } = settings.executor(builder.id);
  const answered = answers.builder?.id === builder.id ? answers.builder.flavour : undefined;
  const ofImage = image === undefined ? undefined : flavourOfImage(builder, image)?.id;
  return [answered, configured, ofImage, told].find((id) => builder.flavours.some((one) => one.id === id));
}
