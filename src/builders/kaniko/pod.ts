import type { Pod, SecurityContext } from '../../kube/objects.ts';
import { proxyArguments } from '../applied-settings.ts';
import type { PodInput } from '../builder.ts';
import { literal } from '../expansion.ts';
import { buildPod } from '../pod.ts';
import {
  fetchingTrust,
  registryCertificates,
  secretFile,
  type RegistryCertificate,
} from '../secret-files.ts';
import { contextArguments, contextEnvironment, fetchedFolder } from './remote-context.ts';

/** Name of the container that builds. */
export const kanikoContainer = 'kaniko';

/**
 * Nothing may be mounted over this folder, which holds the executor; folders in it are never part of an image nor
 * deleted between stages. (kaniko.md §3.6, §4.2)
 */
const kanikoFolder = '/kaniko';

/** Where a context that comes as a tar is unpacked to. (buildcontext/tar.go, both flavours) */
const contextFolder = `${kanikoFolder}/buildcontext`;
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
      args: kanikoArguments(input, certificates).map(literal),
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

/** Each argument is one token: kaniko takes `--flag value` in one for an unknown flag. (kaniko.md §2) */
function kanikoArguments(input: PodInput, certificates: readonly RegistryCertificate[]): readonly string[] {
  const { remoteContext } = input;
  const folder = remoteContext === undefined ? contextFolder : fetchedFolder(remoteContext, contextFolder);
  return [
    ...(remoteContext === undefined ? ['--context=tar://stdin'] : contextArguments(remoteContext)),
    // Absolute: a relative path is looked up in the working directory first.
    `--dockerfile=${folder}/${input.dockerfile.replace(/^(?:\.?\/)+/, '')}`,
    ...input.destinations.map((destination) => `--destination=${destination}`),
    '--digest-file=/dev/termination-log',
    // The only format with one line to a message that RUN output rarely looks like, and that people can read.
    '--log-format=text',
    // The other flavour does so always, and warns when told to.
    ...(input.flavour === 'google' ? ['--skip-unused-stages=true'] : []),
    ...(input.target === undefined ? [] : [`--target=${input.target}`]),
    // The node's architecture says it but for the variant.
    ...(input.settings?.platform === undefined ? [] : [`--custom-platform=${input.settings.platform}`]),
    ...Object.entries({ ...proxyArguments(input.settings ?? {}), ...input.buildArgs }).map(
      ([name, value]) => `--build-arg=${name}=${value}`,
    ),
    ...input.insecureRegistries.map((registry) => `--insecure-registry=${registry}`),
    ...certificates.map(({ registry, path }) => `--registry-certificate=${registry}=${path}`),
  ];
}
