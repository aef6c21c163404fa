import * as l10n from '@vscode/l10n';
import type { Fix } from '../lint/diagnostic.ts';
import type { LintFile } from '../lint/lint-file.ts';
import type { Rule } from '../lint/rule.ts';
import type { ShellCommand } from '../shell/command.ts';
import type { Instruction } from '../tree.ts';
import { lastBefore } from './earlier.ts';
import { reportCommands } from './runs.ts';

/** DL3004: `sudo` in RUN. */
export const sudo: Rule = {
  id: 'DL3004',
  severity: 'error',
  programs: ['sudo'],
  title: () => l10n.t('sudo in RUN'),
  check: (file, report) => {
    const userBefore = lastBefore(file, 'USER');
    reportCommands(file, report, {
      wrong: ({ name }) => name === 'sudo',
      message: () =>
        l10n.t('sudo is of no use in a build; change the user with USER, or in the program with gosu.'),
      fixes: (commands, run) => (mayBeRoot(userBefore(run)) ? fixesFor(commands, file) : []),
    });
  },
};

/** Takes `sudo` out where it has no options that change what it does. */
function fixesFor(commands: readonly ShellCommand[], { tree }: LintFile): Fix[] {
  const edits = commands.flatMap(({ called, arguments: words }) => {
    const next = words.find(({ value }) => !/^(?:-[EHnS]+|--|sudo)$/.test(value));
    const plain =
      next !== undefined &&
      /^[\w./]/.test(next.text) &&
      !/^\w+=/.test(next.text) &&
      /^[ \t\w-]+$/.test(tree.text.slice(called.end, next.start));
    return plain ? [{ start: called.start, end: next.start, newText: '' }] : [];
  });
  return edits.length < commands.length ? [] : [{ title: l10n.t('Remove sudo'), edits, safe: false }];
}

/** Whether no USER of the stage has taken root's rights before. */
function mayBeRoot(user: Instruction | undefined): boolean {
  return user === undefined || /^(?:root|0)(?::|$)/.test(user.argument.text);
}
