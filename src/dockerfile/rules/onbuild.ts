import * as l10n from '@vscode/l10n';
import type { Rule } from '../lint/rule.ts';

const refused: ReadonlySet<string> = new Set(['FROM', 'MAINTAINER', 'ONBUILD']);

/** DL3043: what ONBUILD cannot trigger. */
export const onbuildTrigger: Rule = {
  id: 'DL3043',
  severity: 'error',
  instructions: ['ONBUILD'],
  title: () => l10n.t('ONBUILD with an instruction that it cannot trigger'),
  check: ({ tree }, report) => {
    for (const { trigger } of tree.instructions) {
      if (trigger !== undefined && refused.has(trigger.name)) {
        report({
          at: trigger.keyword,
          message: l10n.t('Builders refuse {0} behind ONBUILD.', trigger.name),
        });
      }
    }
  },
};
