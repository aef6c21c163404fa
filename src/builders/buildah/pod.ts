import type { EnvVar, Pod, SecurityContext } from '../../kube/objects.ts';
import { proxyArguments } from '../applied-settings.ts';
import type { PodInput } from '../builder.ts';
import { literal } from '../expansion.ts';
import { buildPod } from '../pod.ts';
import { fetchingTrust, registryCertificates, secretFile } from '../secret-files.ts';
import { registriesConf } from './registries-conf.ts';
import { contextLocation } from './remote-context.ts';
import {
  builtImage,
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
    { name: registriesConfVariable, value: literal(registriesConf(input.insecureRegistries)) },
    // Read for pulls and pushes alike; a path without a file would be an error.
    ...(authFile === undefined ? [] : [{ name: 'REGISTRY_AUTH_FILE', value: authFile }]),
  ];
}

function budArguments(input: PodInput): readonly string[] {
  const { remoteContext, settings = {} } = input;
  const dockerfile = input.dockerfile.replace(/^(?:\.?\/)+/, '');
  return [
    // OCI images have no SHELL, HEALTHCHECK and ONBUILD: buildah would drop them with a warning.
    '--format=docker',
    // A relative path is looked up in what was fetched.
    `--file=${remoteContext === undefined ? `${contextFolder}/${dockerfile}` : dockerfile}`,
    `--tag=${builtImage}`,
    ...(input.target === undefined ? [] : [`--target=${input.target}`]),
    ...(settings.platform === undefined ? [] : [`--platform=${settings.platform}`]),
    // Else it hands the proxy of its own environment to RUN, which no other builder does.
    ...(settings.proxy === undefined ? [] : ['--http-proxy=false']),
    ...Object.entries({ ...proxyArguments(settings), ...input.buildArgs }).map(
      ([name, value]) => `--build-arg=${name}=${value}`,
    ),
    remoteContext === undefined ? contextFolder : contextLocation(remoteContext),
  ];
}
