import type { Builder } from '../builder.ts';
import { registryOf } from '../image-names.ts';
import { verdictOf, type FailureKnowledge } from '../verdict.ts';
import { buildahFailures } from './failures.ts';
import { BuildahLogReader } from './log-reader.ts';
import { buildahObjections } from './objections.ts';
import { buildahContainer, buildahOwnFolders, buildahPod } from './pod.ts';
import { buildahProfile } from './profile.ts';
import { buildahRefuses } from './remote-context.ts';

/** buildah with chroot isolation and its own copy of every layer. */
export const buildah: Builder = {
  ...buildahProfile,
  container: buildahContainer,
  ownFolders: buildahOwnFolders,
  pod: buildahPod,
  refusesContext: buildahRefuses,
  // As its registry library behaves: containers/image, `docker/docker_client.go` and `pkg/docker/config`.
  registryManners: {
    fallsBackToHttp: () => false,
    verifiesInsecure: false,
    everyHubKey: true,
    ambientLogin: () => false,
    stopsWithoutCache: true,
  },
  objections: buildahObjections,
  logReader: (input) => new BuildahLogReader(input),
  verdict: (end, evidence) => verdictOf(end, evidence, knowledge),
};

const knowledge: FailureKnowledge = { catalogue: buildahFailures, split: splitError };

function splitError(error: string): ReturnType<FailureKnowledge['split']> {
  const [, destination, words] =
    /^Error: pushing image "[^"]*" to "docker:\/\/([^"]*)": (.*)$/s.exec(error) ?? [];
  if (destination !== undefined && words !== undefined) {
    return { phase: 'push', registry: registryOf(destination), words };
  }
  // Of a base image's name it says where it was found.
  const isDestination = error.startsWith('Error: invalid reference format');
  return { phase: isDestination ? 'push' : 'build', words: error.replace(/^Error:? /, '') };
}
