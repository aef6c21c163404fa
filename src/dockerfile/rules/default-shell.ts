import * as l10n from '@vscode/l10n';
import type { Fix } from '../lint/diagnostic.ts';
import type { LintFile } from '../lint/lint-file.ts';
import type { Rule } from '../lint/rule.ts';
import type { ShellCommand } from '../shell/command.ts';
import { operands } from '../shell/options.ts';
import type { Instruction } from '../tree.ts';
import { reportCommands } from './runs.ts';

/** DL4005: another shell put in the place of `/bin/sh`. */
export const defaultShell: Rule = {
  id: 'DL4005',
  severity: 'warning',
  programs: ['ln'],
  title: () => l10n.t('ln instead of SHELL'),
  check: (file, report) => {
    reportCommands(file, report, {
      wrong: replacesShell,
      message: () => l10n.t('Choose the shell of RUN with SHELL; leave /bin/sh as it is.'),
      fixes: (commands, run) => fixesFor(commands, run, file),
    });
  },
};

function replacesShell(command: ShellCommand): boolean {
  return (
    command.name === 'ln' && operands(command).length > 1 && operands(command).at(-1)?.value === '/bin/sh'
  );
}

/** For a RUN that does nothing else. Programs that the image starts keep the other `/bin/sh`, so it is no safe fix. */
function fixesFor([link, other]: readonly ShellCommand[], run: Instruction, file: LintFile): Fix[] {
  const target = link === undefined ? undefined : operands(link)[0];
  const alone = file.commands(run).every((command) => command === link || removesShell(command));
  if (target === undefined || other !== undefined || !alone || run.heredocs.length > 0) {
    return [];
  }
  const shell = target.value.includes('/') ? target.value : `/bin/${target.value}`;
  if (!/^\/[\w./-]+$/.test(shell)) {
    return [];
  }
  const newText = `SHELL ["${shell}", "-c"]`;
  return [
    { title: l10n.t('Use {0}', newText), edits: [{ start: run.start, end: run.end, newText }], safe: false },
  ];
}

function removesShell(command: ShellCommand): boolean {
  return command.name === 'rm' && operands(command).every(({ value }) => value === '/bin/sh');
}
