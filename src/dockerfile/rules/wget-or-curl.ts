import * as l10n from '@vscode/l10n';
import type { LintFile } from '../lint/lint-file.ts';
import type { Report, Rule } from '../lint/rule.ts';
import type { Instruction } from '../tree.ts';
import { ownInstructions, stagesWithPreamble } from './own-instructions.ts';

/** DL4001: both `wget` and `curl` in one stage. */
export const wgetOrCurl: Rule = {
  id: 'DL4001',
  severity: 'warning',
  programs: ['wget'],
  title: () => l10n.t('Both wget and curl'),
  check: (file, report) => {
    for (const stage of stagesWithPreamble(file)) {
      const own = ownInstructions(stage);
      // What ONBUILD triggers is run by another build than what the stage itself runs.
      const triggers = own.flatMap(({ trigger }) => trigger ?? []);
      judge(own, file, report);
      judge(triggers, file, report);
    }
  },
};

function judge(instructions: readonly Instruction[], file: LintFile, report: Report): void {
  const used = new Set<string>();
  for (const run of instructions.filter(({ name }) => name === 'RUN')) {
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
