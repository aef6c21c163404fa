import * as l10n from '@vscode/l10n';
import type { FeatureDeviation, FlavourFeatures } from '../builder.ts';

/** What no kaniko does as BuildKit does it. (kaniko.md §3.5, §3.6, §5) */
const everywhere: FlavourFeatures = {
  'copy-link': {
    how: 'slight',
    reason: () => l10n.t('takes no notice of --link; the files are the same.'),
  },
  'copy-as-user': {
    how: 'slight',
    reason: () => l10n.t('gives these files to the current USER, not to root. Say whom by --chown.'),
  },
  'copy-ignored': {
    how: 'wrong',
    reason: () => l10n.t('copies nothing and goes on.'),
  },
  'add-checksum': {
    how: 'differs',
    reason: () => l10n.t('does not verify --checksum.'),
  },
  'add-git': {
    how: 'wrong',
    reason: () =>
      l10n.t('cannot clone repositories: it downloads an https URL as a file and finds no git@ address.'),
  },
  'from-platform': {
    how: 'differs',
    reason: () => l10n.t('takes no notice of --platform; every stage has the platform that is built for.'),
  },
  'start-interval': {
    how: 'slight',
    reason: () => l10n.t('drops --start-interval.'),
  },
  'volume-writes': {
    how: 'differs',
    reason: () => l10n.t('drops what is written to a VOLUME after its declaration.'),
  },
  'lost-paths': {
    how: 'wrong',
    reason: () => l10n.t('leaves this path out of images.'),
    paths: [
      ...['/kaniko', '/var/run', '/etc/mtab', '/tmp/apt-key-gpghome'],
      // Mounted in every Pod; mount points are left out.
      ...['/proc', '/sys', '/dev', '/etc/hosts', '/etc/hostname', '/etc/resolv.conf'],
    ],
  },
  'syntax-frontend': {
    how: 'slight',
    reason: () => l10n.t('loads no frontend; it reads the file by its own rules.'),
  },
};

const ignoredMount: FeatureDeviation = {
  how: 'wrong',
  reason: () => l10n.t('takes no notice of --mount and says nothing: the command runs without it.'),
};
const unsupportedMount: FeatureDeviation = {
  how: 'wrong',
  reason: () => l10n.t('has no mounts of this kind: it warns and runs the command without it.'),
};
const ignoredOption: FeatureDeviation = {
  how: 'wrong',
  reason: () => l10n.t('takes no notice of this option and says nothing.'),
};
const warnedOption: FeatureDeviation = {
  how: 'differs',
  reason: () => l10n.t('warns of this option and takes no notice of it.'),
};
const unknownOption: FeatureDeviation = {
  how: 'refused',
  reason: () => l10n.t('does not know this option; the build stops.'),
};
const runsNothing: FeatureDeviation = {
  how: 'wrong',
  reason: () => l10n.t('runs nothing of this here-document and says nothing.'),
};
const copiesNoHeredoc: FeatureDeviation = {
  how: 'refused',
  reason: () => l10n.t('cannot copy here-documents; the build stops.'),
};
const octalOnly: FeatureDeviation = {
  how: 'refused',
  reason: () => l10n.t('takes --chmod in octal digits only; the build stops.'),
};
const copiesAll: FeatureDeviation = {
  how: 'wrong',
  reason: () =>
    l10n.t('takes no notice of this option and says nothing: other files are copied than asked for.'),
};
const emptyPlatform: FeatureDeviation = {
  how: 'differs',
  reason: () => l10n.t('leaves this variable empty unless a build argument sets it.'),
};

/** What google's last release and chainguard's have in common: neither knows here-documents nor mounts. */
const unmaintained: FlavourFeatures = {
  ...everywhere,
  'run-heredoc': runsNothing,
  'run-quoted-heredoc': runsNothing,
  'copy-heredoc': copiesNoHeredoc,
  'mount-bind': ignoredMount,
  'mount-bind-from': ignoredMount,
  'mount-cache': ignoredMount,
  'mount-secret': ignoredMount,
  'mount-ssh': ignoredMount,
  'mount-tmpfs': ignoredMount,
  'run-network': ignoredOption,
  'run-device': ignoredOption,
  'copy-symbolic-chmod': octalOnly,
  'platform-args': emptyPlatform,
  'arg-over-env': {
    how: 'differs',
    reason: () => l10n.t('keeps the value of ENV where ARG names the same variable later.'),
  },
};

/** By flavour. Those of chainguard are from its source; the others were seen. */
export const kanikoFeatures: Readonly<
  Record<'osscontainertools' | 'google' | 'chainguard', FlavourFeatures>
> = {
  osscontainertools: {
    ...everywhere,
    'run-heredoc': { ...runsNothing, until: '1.25.4' },
    'run-quoted-heredoc': runsNothing,
    'copy-heredoc': { ...copiesNoHeredoc, until: '1.25.4' },
    'copy-heredoc-variables': {
      how: 'wrong',
      reason: () => l10n.t('copies the variables of this here-document as they are written.'),
    },
    'mount-cache': { ...ignoredMount, until: '1.25.6' },
    'mount-secret': { ...ignoredMount, until: '1.26.3' },
    'mount-bind': { ...ignoredMount, until: '1.28.0' },
    'mount-bind-from': unsupportedMount,
    'mount-ssh': unsupportedMount,
    'mount-tmpfs': unsupportedMount,
    'run-network': warnedOption,
    'run-device': warnedOption,
    'run-security': warnedOption,
    'copy-parents': copiesAll,
    'copy-exclude': copiesAll,
    'copy-symbolic-chmod': { ...octalOnly, until: '1.28.0' },
    'add-unpack': ignoredOption,
    'platform-args': { ...emptyPlatform, until: '1.25.3' },
  },
  google: {
    ...unmaintained,
    'run-security': unknownOption,
    'copy-parents': unknownOption,
    'copy-exclude': unknownOption,
    'add-unpack': unknownOption,
  },
  chainguard: {
    ...unmaintained,
    'run-security': ignoredOption,
    'copy-parents': copiesAll,
    'copy-exclude': copiesAll,
    'add-unpack': ignoredOption,
  },
};
