import * as l10n from '@vscode/l10n';
import type { Rule } from '../lint/rule.ts';
import type { ShellCommand, ShellWord } from '../shell/command.ts';
import { reportCommands } from './runs.ts';

/** DL3035: `zypper dist-upgrade`. */
export const distributionUpgrade: Rule = {
  id: 'DL3035',
  severity: 'warning',
  programs: ['zypper'],
  title: () => l10n.t('Upgrade of the distribution'),
  check: (file, report) => {
    reportCommands(file, report, {
      wrong: (command) => upgradeWord(command) !== undefined,
      at: (command) => upgradeWord(command) ?? command.called,
      message: () => l10n.t('This upgrades the whole distribution; start from a newer base image instead.'),
    });
  },
};

function upgradeWord({ name, arguments: words }: ShellCommand): ShellWord | undefined {
  return name === 'zypper' ? words.find(({ value }) => /^(?:dist-upgrade|dup)$/.test(value)) : undefined;
}
