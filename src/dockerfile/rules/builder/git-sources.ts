import * as l10n from '@vscode/l10n';
import type { Rule } from '../../lint/rule.ts';
import { copyParts } from '../../syntax/copy.ts';
import { deviation, deviationOf } from './deviation.ts';

export const gitSourceRule: Rule = {
  id: 'KB1012',
  severity: 'error',
  title: () => l10n.t('ADD of a repository that the builder cannot clone'),
  check: (file, report) => {
    const support = deviationOf(file, 'add-git');
    for (const instruction of support === undefined ? [] : file.instructions) {
      const source =
        instruction.name === 'ADD'
          ? copyParts(instruction).sources.find(({ value }) => isRepository(value))
          : undefined;
      if (support !== undefined && source !== undefined) {
        report(deviation(file, support, source));
      }
    }
  },
};

/** What BuildKit clones. */
function isRepository(source: string): boolean {
  return /^(?:git@|git:\/\/|ssh:\/\/)/.test(source) || /^https?:\/\/[^?#]+\.git(?:[?#]|$)/.test(source);
}
