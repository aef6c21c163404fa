import * as l10n from '@vscode/l10n';
import type { Fix } from '../lint/diagnostic.ts';
import type { ShellCommand } from '../shell/command.ts';
import { appendCommand } from './append-command.ts';
import { hasArgument } from './command-words.ts';
import type { Run } from './run-commands.ts';

/** The fix that ends a RUN with commands that clean up; none where they would not run. */
export function cleanUpFix(run: Run, commands: readonly string[], safe: boolean): Fix[] {
  const command = commands.join(' && ');
  const addition = appendCommand(run, command);
  return addition === undefined
    ? []
    : [
        {
          title: l10n.t('Add {0}', command),
          edits: [addition.edit],
          safe: safe && addition.safe,
        },
      ];
}

/** What `rm -rf` takes away may be anything, in a variable or behind `cd`: it counts as a clean-up. */
export function isForcedRemoval(command: ShellCommand): boolean {
  return command.name === 'rm' && hasArgument(command, '-rf');
}

/** Whether a command deletes something in this folder: `rm`, or `find` with what deletes what it finds. */
export function deletes({ name, arguments: words }: ShellCommand, folder: string): boolean {
  return (
    /^(?:(?:\/usr)?\/bin\/)?(?:rm|find)$/.test(name) && words.some(({ value }) => value.includes(folder))
  );
}
