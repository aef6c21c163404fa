import type { BuilderProfile } from '../builders/builder.ts';
import type { BuilderChoice, BuildRequest } from '../build/request.ts';
import { contextPath, type Answers } from './answers.ts';
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
  return {
    dockerfile: dockerfile.path,
    context: contextPath(answers.context, dockerfile),
    ...(answers.remote === undefined ? {} : { remote: answers.remote }),
    destinations: answers.destinations,
    ...(answers.target === undefined ? {} : { target: answers.target }),
    buildArgs: answers.buildArgs ?? {},
    builder: builderChoice(answers, settings, builders),
    cluster: { ...answers.cluster, namespace: answers.namespace },
    credentials: answers.credentials,
    registries: settings.registries,
    limits: settings.limits,
    resources: settings.resources,
    ...(Object.keys(settings.pod).length === 0 ? {} : { pod: settings.pod }),
  };
}

/**
 * The builder that the answers name, else the setting, else the first of `builders`; its flavour likewise. An image
 * from the settings goes with it.
 */
export function builderChoice(
  answers: Answers,
  settings: Settings,
  builders: readonly BuilderProfile[],
): BuilderChoice {
  const wanted = answers.builder?.id ?? settings.builder;
  const builder = builders.find(({ id }) => id === wanted) ?? builders[0];
  if (builder === undefined) throw new RangeError('no builder');
  const { flavour: configured, image } = settings.executor(builder.id);
  const answered = answers.builder?.id === builder.id ? answers.builder.flavour : undefined;
  const flavour = [answered, configured].find((id) => builder.flavours.some((known) => known.id === id));
  return {
    id: builder.id,
    flavour: flavour ?? builder.flavours[0]?.id ?? '',
    ...(image === undefined ? {} : { image }),
  };
}
