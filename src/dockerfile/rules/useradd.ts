import * as l10n from '@vscode/l10n';
import type { LintFile } from '../lint/lint-file.ts';
import type { Rule } from '../lint/rule.ts';
import type { ShellCommand, ShellWord } from '../shell/command.ts';
import { hasOption } from '../shell/options.ts';
import type { Instruction } from '../tree.ts';
import { reportCommands } from './runs.ts';

/** DL3046: a large user id makes `useradd` write a sparse log file that is large in an image. */
export const useradd: Rule = {
  id: 'DL3046',
  severity: 'warning',
  programs: ['useradd'],
  title: () => l10n.t('useradd with a large id and without -l'),
  check: (file, report) => {
    reportCommands(file, report, {
      wrong: (command, run) =>
        command.name === 'useradd' &&
        !hasOption(command, 'l', 'no-log-init') &&
        idsOf(command).some((id) => mayBeLarge(id, run, file)),
      message: () => l10n.t('useradd with a large id fills the image with its log files; add -l.'),
      fixes: (commands) => [
        {
          title: l10n.t('Add {0}', '-l'),
          edits: commands.map(({ called: { end } }) => ({ start: end, end, newText: ' -l' })),
          safe: true,
        },
      ],
    });
  },
};

/** What follows `-u`, alone or in a cluster. */
function idsOf({ arguments: words }: ShellCommand): ShellWord[] {
  return words.filter((word, index) => {
    const before = words[index - 1]?.value ?? '';
    return /^-[^-]*u/.test(before) && !word.value.startsWith('-');
  });
}

/**
 * More than five characters, as hadolint counts them: `$ID` is `${ID}`. A variable that the Dockerfile gives a small
 * number is none.
 */
function mayBeLarge(word: ShellWord, run: Instruction, file: LintFile): boolean {
  const written = word.value.replaceAll(/\$(\w+)/g, '${$1}');
  const [, name] = /^\$\{(\w+)\}$/.exec(written) ?? [];
  const value = name === undefined || word.literal ? written : (file.scopes().at(run).get(name) ?? written);
  return value.length > 5;
}
