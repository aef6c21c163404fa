import * as l10n from '@vscode/l10n';
import type { BuilderFeature } from '../../lint/builder-features.ts';
import type { Rule } from '../../lint/rule.ts';
import type { Flag } from '../../tree.ts';
import { deviation, deviationOf } from './deviation.ts';

/** A rule on options of some instructions: which of them is which feature. */
function optionRule(
  id: string,
  severity: Rule['severity'],
  title: () => string,
  featureOf: (instruction: string, flag: Flag) => BuilderFeature | undefined,
): Rule {
  return {
    id,
    severity,
    title,
    check: (file, report) => {
      for (const { name, flags } of file.instructions) {
        for (const flag of flags) {
          const feature = featureOf(name, flag);
          const support = feature && deviationOf(file, feature);
          if (support !== undefined) {
            report(deviation(file, support, flag));
            break;
          }
        }
      }
    },
  };
}

const runOptions: Readonly<Record<string, BuilderFeature>> = {
  network: 'run-network',
  security: 'run-security',
  device: 'run-device',
};

export const optionRules: readonly Rule[] = [
  optionRule(
    'KB1004',
    'error',
    () => l10n.t('Option of RUN that the builder does not know'),
    (instruction, { name }) => (instruction === 'RUN' ? runOptions[name] : undefined),
  ),
  optionRule(
    'KB1005',
    'error',
    () => l10n.t('COPY --parents or --exclude that the builder does not know'),
    (instruction, { name }) => {
      if (instruction === 'COPY' && name === 'parents') {
        return 'copy-parents';
      }
      return (instruction === 'COPY' || instruction === 'ADD') && name === 'exclude'
        ? 'copy-exclude'
        : undefined;
    },
  ),
  optionRule(
    'KB1006',
    'info',
    () => l10n.t('COPY --link and the builder'),
    (instruction, { name, value }) =>
      (instruction === 'COPY' || instruction === 'ADD') && name === 'link' && value !== 'false'
        ? 'copy-link'
        : undefined,
  ),
  optionRule(
    'KB1007',
    'error',
    () => l10n.t('COPY --chmod with letters that the builder does not read'),
    (instruction, { name, value = '' }) =>
      (instruction === 'COPY' || instruction === 'ADD') &&
      name === 'chmod' &&
      /[a-z]/i.test(value) &&
      !value.includes('$')
        ? 'copy-symbolic-chmod'
        : undefined,
  ),
  optionRule(
    'KB1008',
    'warning',
    () => l10n.t('ADD --checksum that the builder does not verify'),
    (instruction, { name }) => (instruction === 'ADD' && name === 'checksum' ? 'add-checksum' : undefined),
  ),
  optionRule(
    'KB1009',
    'error',
    () => l10n.t('ADD --unpack that the builder does not know'),
    (instruction, { name }) => (instruction === 'ADD' && name === 'unpack' ? 'add-unpack' : undefined),
  ),
  optionRule(
    'KB1010',
    'warning',
    () => l10n.t('FROM --platform that the builder does not heed'),
    // What is built on one machine for that machine is the same with either of these.
    (instruction, { name, value = '' }) =>
      instruction === 'FROM' && name === 'platform' && !/^\$\{?(?:BUILD|TARGET)PLATFORM\}?$/.test(value)
        ? 'from-platform'
        : undefined,
  ),
  optionRule(
    'KB1011',
    'info',
    () => l10n.t('HEALTHCHECK --start-interval that the builder drops'),
    (instruction, { name }) =>
      instruction === 'HEALTHCHECK' && name === 'start-interval' ? 'start-interval' : undefined,
  ),
];
