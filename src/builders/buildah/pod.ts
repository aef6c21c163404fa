import type { EnvVar, Pod, SecurityContext } from '../../kube/objects.ts';
import type { PodInput } from '../builder.ts';
import { literal } from '../expansion.ts';
import { buildPod } from '../pod.ts';
import { fetchingTrust, registryCertificates, secretFile } from '../secret-files.ts';
import { registriesConf } from './registries-conf.ts';
import { budArguments } from './arguments.ts';
import {
  contextFolder,
  fetchingScript,
  registriesConfVariable,
  script,
  separator,
  workFolder,
} from './script.ts';

/** Name of the container that builds. */
export const buildahContainer = 'buildah';

/** Outside all that RUN can see. */
const secretsFolder = '/run/kaniko-build';

/** What the script and buildah themselves work in. */
export const buildahOwnFolders: readonly string[] = [
  workFolder,
  contextFolder,
  secretsFolder,
  '/etc/containers/certs.d',
];

/**
 * Tried: with these capabilities it builds and pushes. No seccomp profile is named, as RuntimeDefault forbids the user
 * namespace that buildah makes, and Unconfined does not pass Pod Security baseline. (builders.md)
 */
const securityContext: SecurityContext = {
  runAsUser: 0,
  allowPrivilegeEscalation: false,
  capabilities: {
    drop: ['ALL'],
    add: ['CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'SETFCAP', 'SETGID', 'SETUID', 'SYS_CHROOT'],
  },
};

/** The Pod in which buildah builds `input` from a gzip tar on its stdin, or from what it fetches. */
export function buildahPod(input: PodInput): Pod {
  const certificates = registryCertificates(input.registryCertificates, secretsFolder);
  const credentials =
    input.credentials === undefined
      ? undefined
      : secretFile('credentials', input.credentials, `${secretsFolder}/credentials`, 'config.json');
  const files = [...(credentials === undefined ? [] : [credentials]), ...certificates];
  const work = { name: 'work', mountPath: workFolder };
  return buildPod(input, {
    container: {
      name: buildahContainer,
      command: [
        '/bin/sh',
        '-c',
        literal(input.remoteContext === undefined ? script : fetchingScript),
        buildahContainer,
      ],
      args: [
        ...input.destinations,
        separator,
        ...certificates.flatMap(({ registry, path }) => [registry, path]),
        separator,
        ...budArguments(input),
      ].map(literal),
      env: [...environment(input, credentials?.path), ...fetchingTrust(input, certificates)],
      terminationMessagePolicy: 'File',
      securityContext,
      volumeMounts: [work, ...files.map(({ mount }) => mount)],
    },
    volumes: [{ name: work.name, emptyDir: {} }, ...files.map(({ volume }) => volume)],
  });
}

function environment(input: PodInput, authFile: string | undefined): readonly EnvVar[] {
  return [
    // The only isolation that needs no right on the node.
    { name: 'BUILDAH_ISOLATION', value: 'chroot' },
    { name: registriesConfVariable, value: literal(registriesConf(input.insecureRegistries, input.mirrors)) },
    // Read for pulls and pushes alike; a path without a file would be an error.
    ...(authFile === undefined ? [] : [{ name: 'REGISTRY_AUTH_FILE', value: authFile }]),
  ];
}
