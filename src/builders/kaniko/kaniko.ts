import type { Builder } from '../builder.ts';
import { registryOf } from '../image-names.ts';
import { verdictOf, type FailureKnowledge } from '../verdict.ts';
import { kanikoFailures } from './failures.ts';
import { KanikoLogReader } from './log-reader.ts';
import { kanikoObjections } from './objections.ts';
import { kanikoContainer, kanikoOwnFolders, kanikoPod } from './pod.ts';
import { kanikoProfile } from './profile.ts';
import { kanikoManners } from './registry-manners.ts';
import { kanikoRefuses } from './remote-context.ts';

/** kaniko: unpacks the base image over its own root file system and takes snapshots of it. */
export const kaniko: Builder = {
  ...kanikoProfile,
  container: kanikoContainer,
  ownFolders: kanikoOwnFolders,
  pod: kanikoPod,
  refusesContext: kanikoRefuses,
  registryManners: kanikoManners,
  objections: kanikoObjections,
  logReader: (input) => new KanikoLogReader(input),
  verdict: (end, evidence) => verdictOf(end, evidence, knowledge),
};

const knowledge: FailureKnowledge = { catalogue: kanikoFailures, split: splitError };

const pushError =
  /^error (?:pushing image|checking push permissions.*?): (?:(?:failed to push to destination |checking push permission for ")([^\s"]+?)"?: )?(.*)$/s;

/**
 * The push check's prefix speaks of wrong names and credentials whatever the cause is, so it tells the phase only.
 * (kaniko.md §4.3)
 */
function splitError(error: string): ReturnType<FailureKnowledge['split']> {
  const push = pushError.exec(error);
  if (push !== null) {
    const [, destination, words = ''] = push;
    return {
      phase: 'push',
      words,
      ...(destination === undefined ? {} : { registry: registryOf(destination) }),
    };
  }
  return { phase: 'build', words: error.replace(/^error building image: (?:error building stage: )?/, '') };
}
