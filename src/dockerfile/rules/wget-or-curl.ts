import * as l10n from '@vscode/l10n';
import type { Rule } from '../lint/rule.ts';
import { ownInstructions } from './own-instructions.ts';

/** DL4001: both `wget` and `curl` in one stage. */
export const wgetOrCurl: Rule = {
  id: 'DL4001',
  severity: 'warning',
  title: () => l10n.t('Both wget and curl'),
  check: (file, report) => {
    for (const stage of file.stages) {
      const used = new Set<string>();
      for (const run of ownInstructions(stage).filter(({ name }) => name === 'RUN')) {
        const downloads = file.commands(run).filter(({ name }) => name === 'wget' || name === 'curl');
        const before = [...used];
        for (const { name } of downloads) {
          used.add(name);
        }
        const at = downloads.find(({ name }) => !before.includes(name)) ?? downloads[0];
        if (used.size > 1 && at !== undefined) {
          report({
            at: at.called,
            message: l10n.t('The stage downloads with wget and with curl; one of them is enough.'),
          });
        }
      }
    }
  },
};
