import * as l10n from '@vscode/l10n';
import { quotedStep, type KnownFailure } from '../known-failure.ts';
import { registryFailures } from '../registry-failures.ts';

const step = (words: string): string => quotedStep(/^building at STEP "(.*?)": /s.exec(words)?.[1] ?? '');

/** In the order of matching. Words from trials with buildah 1.28 in a Pod (builders.md) and on a machine. */
export const buildahFailures: readonly KnownFailure[] = [
  // the container and the context
  {
    pattern: /during unshare\(CLONE_NEWUSER\): (?:Operation not permitted|Permission denied)/i,
    code: 'permission',
    message: () => l10n.t('The node does not let buildah make a user namespace.'),
    remedy: () =>
      l10n.t(
        'The seccomp profile RuntimeDefault, which some clusters give to all Pods, forbids it. Use kaniko, which works under it, or a namespace without it.',
      ),
  },
  {
    pattern: /\/proc\/\S+\/[ug]id_map: .*operation not permitted|during unshare\(CLONE_NEWUSER\): (.*)/i,
    code: 'permission',
    message: () => l10n.t('buildah may not set up its user namespace: the container lacks capabilities.'),
    remedy: () =>
      l10n.t(
        'A policy of the cluster drops capabilities from the Pod; buildah needs SETUID, SETGID and SETFCAP. kaniko needs fewer.',
      ),
  },
  {
    pattern: /^(?:gzip|tar): .*(?:unexpected end of file|Unexpected EOF)/i,
    code: 'upload-broken',
    message: () => l10n.t('The build context arrived incomplete.'),
    remedy: () => l10n.t('Build again; if it happens again, look for a proxy that closes long connections.'),
  },
  {
    pattern: /no space left on device/,
    code: 'disk-full',
    message: () => l10n.t("The node's disk is full."),
    remedy: () =>
      l10n.t(
        'buildah copies every layer here. Free or add disk on the node, use fewer and smaller layers, or kaniko.',
      ),
  },
  {
    pattern: /^(?:gzip|tar): (.*)/,
    code: 'context-rejected',
    message: ({ group }) => l10n.t('The build context could not be unpacked: {0}', group(1)),
  },
  // arguments and Dockerfile
  {
    pattern: /^(?:unknown (?:shorthand )?flag.*|unknown command.*|invalid argument.*)/,
    code: 'usage',
    message: ({ words }) => l10n.t('buildah does not accept its arguments: {0}', words),
    remedy: () =>
      l10n.t('The executor image may hold an older buildah. The pinned default is known to work.'),
  },
  {
    pattern: /failed pushing cache to (?:\{+"([^"]+)" "([^"]+)"\} "[0-9a-f]{64}"\}+|(\S+)): (?:.*: )?(.*)/,
    code: 'push-refused',
    message: ({ group }) =>
      l10n.t('The layers cannot be kept in {0}: {1}', group(3) || `${group(1)}/${group(2)}`, group(4)),
    remedy: () =>
      l10n.t(
        'buildah stops without its cache: name a repository that the build may push to in kanikoBuild.cache.repository, or turn the cache off.',
      ),
  },
  {
    pattern: /target "(.*)" was not found in the provided Dockerfile/,
    code: 'target-unknown',
    message: ({ group }) => l10n.t('The Dockerfile has no stage named {0}.', group(1)),
    remedy: () => l10n.t('Choose a stage that FROM … AS defines, or no target.'),
  },
  {
    pattern:
      /^(?:stat|open|reading|the specified Containerfile or Dockerfile).*\/var\/lib\/kaniko-build\/context\/(\S+?)['"]?(?::| )/,
    code: 'dockerfile-missing',
    message: ({ group }) =>
      l10n.t('The Dockerfile {0} is not in the build context that was uploaded.', group(1)),
    remedy: () => l10n.t('It must lie in the context folder and must not be left out by .dockerignore.'),
  },
  {
    pattern: /^(?:no contents in|no FROM statement found)/,
    code: 'dockerfile-syntax',
    message: () => l10n.t('The Dockerfile has no FROM.'),
  },
  {
    pattern: /Unknown instruction: "?(\w+)"?/i,
    code: 'dockerfile-syntax',
    message: ({ group }) => l10n.t('The Dockerfile has an instruction that does not exist: {0}', group(1)),
    remedy: () =>
      l10n.t(
        'Look at its spelling. A here-document (<<EOF) needs a newer buildah: older ones take its lines for instructions.',
      ),
  },
  {
    pattern:
      /^building at STEP ".*": (\w+ only supports the .*|\w+ requires .*)|^(?:parsing main Dockerfile|error parsing).*: (.*)|^(?:Build error|[Dd]ockerfile parse error.*): (.*)/s,
    code: 'dockerfile-syntax',
    message: ({ group }) => l10n.t('The Dockerfile is not valid: {0}', group(1) || group(2) || group(3)),
  },
  {
    pattern: /unknown user error looking up user "(.*?)"/,
    code: 'dockerfile-syntax',
    message: ({ group }) => l10n.t('The image has no user {0}.', group(1)),
    remedy: () => l10n.t('Add the user by a RUN before, or use a number.'),
  },
  {
    pattern: /COPY --from=(\S+): no stage or image found with that name/,
    code: 'base-image',
    message: ({ group }) => l10n.t('COPY --from names {0}, which is neither a stage nor an image.', group(1)),
    remedy: () => l10n.t('Look at the names that FROM … AS defines.'),
  },
  // instructions
  {
    pattern: /^building at STEP "(.*)": (?:while running runtime: )?exit status (\d+)$/s,
    code: 'run-failed',
    message: ({ group }) =>
      l10n.t('An instruction ended with exit code {0}: {1}', group(2), quotedStep(group(1))),
    remedy: ({ group }) =>
      group(2) === '127'
        ? l10n.t('A command was not found: install it in the image first, or look at PATH and spelling.')
        : l10n.t('The command itself failed, not the builder: its output in the log says why.'),
  },
  {
    pattern: /^building at STEP "(.*)": .*signal: killed/s,
    code: 'out-of-memory',
    message: ({ group }) =>
      l10n.t('A command was killed, most likely for want of memory: {0}', quotedStep(group(1))),
    remedy: () => l10n.t('Raise the memory limit of the build.'),
  },
  {
    pattern:
      /copier: stat: "\/?(.*?)": no such file or directory|no items matching glob "(.*?)"|copier: stat: \["\/(.*?)"\]: no such file/,
    code: 'source-missing',
    message: ({ group }) =>
      l10n.t('COPY or ADD names {0}, which does not exist.', group(1) || group(2) || group(3)),
    remedy: () =>
      l10n.t(
        'Look at the path (it is relative to the context folder, and upper case counts) and at .dockerignore; for --from at what that stage holds.',
      ),
  },
  {
    pattern: /exec format error/,
    code: 'run-failed',
    message: ({ words }) =>
      l10n.t('The base image is for another processor than the node has: {0}', step(words)),
    remedy: () => l10n.t("Use a base image for the node's architecture."),
  },
  {
    pattern:
      /(?:mount|chown|mknod|remount|setxattr|pivot_root|creating user namespace)\b.*(?:operation not permitted|permission denied)/i,
    code: 'permission',
    message: ({ words }) => l10n.t('The node does not let buildah do what it needs: {0}', words),
    remedy: () => l10n.t('AppArmor or another policy of the node forbids it. kaniko needs less.'),
  },
  ...registryFailures,
];
