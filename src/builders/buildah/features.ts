import * as l10n from '@vscode/l10n';
import type { FeatureDeviation, FlavourFeatures } from '../builder.ts';

const unknownOption: FeatureDeviation = {
  how: 'refused',
  reason: () => l10n.t('does not know this option; the build stops.'),
};
const noHeredocs: FeatureDeviation = {
  how: 'refused',
  reason: () =>
    l10n.t('does not know here-documents: it takes their lines for instructions, and the build stops.'),
  until: '1.33.0',
};

/**
 * What buildah does otherwise. Seen with 1.28.2; the versions in which it changed are from buildah's CHANGELOG.md and,
 * for what 1.37.6 still refuses, from the messages in its source.
 */
export const buildahFeatures: FlavourFeatures = {
  'run-heredoc': noHeredocs,
  'run-quoted-heredoc': noHeredocs,
  'copy-heredoc': noHeredocs,
  'run-network': { ...unknownOption, until: '1.30.0' },
  'run-security': unknownOption,
  'run-device': unknownOption,
  'copy-parents': { ...unknownOption, until: '1.40.0' },
  'copy-exclude': { ...unknownOption, until: '1.38.0' },
  'copy-link': { ...unknownOption, until: '1.41.0' },
  'copy-symbolic-chmod': {
    how: 'refused',
    reason: () => l10n.t('takes --chmod in octal digits only; the build stops.'),
  },
  'add-checksum': { ...unknownOption, until: '1.33.0' },
  'add-unpack': unknownOption,
  'add-git': {
    how: 'wrong',
    reason: () =>
      l10n.t('cannot clone repositories: it downloads an https URL as a file and finds no git@ address.'),
    until: '1.38.0',
  },
  'start-interval': { ...unknownOption, until: '1.37.0' },
  'pattern-operators': {
    how: 'refused',
    reason: () => l10n.t('does not know this kind of substitution; the build stops.'),
    until: '1.37.0',
  },
  'unset-operators': {
    how: 'refused',
    reason: () => l10n.t('wants a colon in front of this operator; the build stops.'),
  },
  'syntax-frontend': {
    how: 'slight',
    reason: () => l10n.t('loads no frontend; it reads the file by its own rules.'),
  },
};
