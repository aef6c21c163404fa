import * as l10n from '@vscode/l10n';
import type { Rule } from '../lint/rule.ts';
import { stripQuotes } from '../syntax/strip-quotes.ts';

/** DL4000: MAINTAINER, which builders only still know. */
export const maintainer: Rule = {
  id: 'DL4000',
  alias: 'MaintainerDeprecated',
  severity: 'error',
  tag: 'deprecated',
  instructions: ['MAINTAINER'],
  title: () => l10n.t('MAINTAINER is deprecated'),
  check: ({ tree }, report) => {
    for (const { name, keyword, argument } of tree.instructions) {
      if (name !== 'MAINTAINER') {
        continue;
      }
      const whole = argument.word(0, argument.text.length);
      const author = stripQuotes(argument.text).replace(/["\\$`]/g, `${tree.escape}$&`);
      const label = keyword.text === keyword.text.toLowerCase() ? 'label' : 'LABEL';
      report({
        at: keyword,
        message: l10n.t('MAINTAINER is deprecated: a label says the same, and people can ask for it.'),
        fixes: [
          {
            title: l10n.t('Use a LABEL'),
            safe: true,
            edits: [
              {
                start: keyword.start,
                end: whole.end,
                newText: `${label} org.opencontainers.image.authors="${author}"`,
              },
            ],
          },
        ],
      });
    }
  },
};
