import * as l10n from '@vscode/l10n';
import type { Rule } from '../lint/rule.ts';

/** DL3061: work before there is an image to do it in. */
export const firstInstruction: Rule = {
  id: 'DL3061',
  severity: 'error',
  title: () => l10n.t('Instruction before the first FROM'),
  check: ({ tree }, report) => {
    for (const { name, keyword } of tree.instructions) {
      if (name === 'FROM') {
        return;
      }
      if (name !== 'ARG') {
        report({
          at: keyword,
          message: l10n.t('Before the first FROM there is no image yet: only ARG may stand here.'),
        });
      }
    }
  },
};
