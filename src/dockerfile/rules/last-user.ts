import * as l10n from '@vscode/l10n';
import type { Rule } from '../lint/rule.ts';
import { fields } from '../words.ts';
import { ownInstructions } from './own-instructions.ts';

/** DL3002: a stage whose last USER is root. */
export const lastUser: Rule = {
  id: 'DL3002',
  severity: 'warning',
  instructions: ['USER'],
  title: () => l10n.t('The last USER is root'),
  check: ({ stages }, report) => {
    for (const stage of stages) {
      if (stage.from === undefined) {
        // Of a fragment nobody knows whether it is the end.
        continue;
      }
      const last = ownInstructions(stage).findLast(({ name }) => name === 'USER');
      const [user, more] = last === undefined ? [] : fields(last.argument);
      if (user !== undefined && more === undefined && /^(?:root|0)(?::|$)/.test(user.text)) {
        report({
          at: user,
          message: l10n.t('The container runs as root; end the stage with a USER that has no privileges.'),
        });
      }
    }
  },
};
