import type { Pod, SecurityContext } from '../../kube/objects.ts';
import type { PodInput } from '../builder.ts';
import { literal } from '../expansion.ts';
import { buildPod } from '../pod.ts';
import { fetchingTrust, registryCertificates, secretFile } from '../secret-files.ts';
import { kanikoArguments } from './arguments.ts';
import { contextFolder, kanikoFolder } from './folders.ts';
import { contextEnvironment } from './remote-context.ts';

/** Name of the container that builds. */
export const kanikoContainer = 'kaniko';

const dockerConfigFolder = `${kanikoFolder}/.docker`;

/** A mount over `/kaniko` hides the executor; where the others are, a build needs its own. (kaniko.md §3.6, §4.2) */
export const kanikoOwnFolders: readonly string[] = [kanikoFolder, contextFolder, dockerConfigFolder];

/** What kaniko needs to unpack images and to run USER; each is needed, no other is. (kaniko.md §8.1) */
const securityContext: SecurityContext = {
  runAsUser: 0,
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'], add: ['CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'SETGID', 'SETUID'] },
  seccompProfile: { type: 'RuntimeDefault' },
};

/** The Pod in which kaniko builds `input` from a gzip tar on its stdin, or from what it fetches. */
export function kanikoPod(input: PodInput): Pod {
  const certificates = registryCertificates(input.registryCertificates, kanikoFolder);
  const credentials =
    input.credentials === undefined
      ? []
      : [secretFile('credentials', input.credentials, dockerConfigFolder, 'config.json')];
  const files = [...credentials, ...certificates];
  return buildPod(input, {
    container: {
      name: kanikoContainer,
      args: [...kanikoArguments(input, certificates), ...(input.arguments ?? [])].map(literal),
      env: [
        // Without a service-account token kaniko may not see that it is in a container. (kaniko.md §8.5)
        { name: 'container', value: 'kube' },
        // Slim images do not set it.
        { name: 'DOCKER_CONFIG', value: dockerConfigFolder },
        ...(input.remoteContext === undefined ? [] : contextEnvironment(input.remoteContext)),
        ...fetchingTrust(input, certificates),
      ],
      // Not FallbackToLogsOnError: the end of the log is a usage text, not the error. (kaniko.md, trap 7)
      terminationMessagePolicy: 'File',
      securityContext,
      ...(files.length === 0 ? {} : { volumeMounts: files.map(({ mount }) => mount) }),
    },
    volumes: files.map(({ volume }) => volume),
  });
}
