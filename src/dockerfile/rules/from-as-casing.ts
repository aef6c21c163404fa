import * as l10n from '@vscode/l10n';
import type { Rule } from '../lint/rule.ts';
import { casingOf, inCasing } from './casing.ts';

export const fromAsCasing: Rule = {
  id: 'FromAsCasing',
  severity: 'style',
  instructions: ['AS'],
  title: () => l10n.t('FROM and AS in different case'),
  check: ({ stages }, report) => {
    for (const { from } of stages) {
      const casing = from && casingOf(from.instruction.keyword.text);
      if (from?.as !== undefined && casing !== undefined && casingOf(from.as.text) !== casing) {
        const expected = inCasing('as', casing);
        report({
          at: from.as,
          message: l10n.t('{0} is in another case than {1}.', from.as.text, from.instruction.keyword.text),
          fixes: [
            {
              title: l10n.t('Write {0}', expected),
              edits: [{ start: from.as.start, end: from.as.end, newText: expected }],
              safe: true,
            },
          ],
        });
      }
    }
  },
};
