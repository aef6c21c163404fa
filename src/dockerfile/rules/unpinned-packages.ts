import * as l10n from '@vscode/l10n';
import type { Rule } from '../lint/rule.ts';
import type { ShellCommand, ShellWord } from '../shell/command.ts';
import { checkRuns } from './run-commands.ts';

/** Names in a message, and places beside the first. */
const mostNames = 10;

interface PinRule extends Omit<Rule, 'severity' | 'check'> {
  /** How a version is written: `package=<version>`. */
  readonly example: string;
  /** The words of a command that name packages without a version. */
  readonly unpinned: (command: ShellCommand) => readonly ShellWord[];
}

/**
 * A rule that asks for versions of what is installed. It has no fix: which version is right only its author or a package
 * index knows, and a placeholder would be a package that does not exist.
 */
export function pinRule({ example, unpinned, ...rule }: PinRule): Rule {
  return {
    ...rule,
    severity: 'warning',
    check: (file, report) => {
      checkRuns(file, report, ({ commands }) => {
        const words: ShellWord[] = [];
        for (const command of commands) words.push(...unpinned(command));
        const [first, ...others] = words;
        return first === undefined
          ? undefined
          : {
              at: first,
              message: l10n.t(
                'No version for {0}: the next build may install another one. Write {1}.',
                namesOf(words),
                example,
              ),
              related: others
                .slice(0, mostNames)
                .map(({ start, end, value }) => ({ start, end, message: value })),
            };
      });
    },
  };
}

function namesOf(words: readonly ShellWord[]): string {
  const names = words.slice(0, mostNames).map(({ value }) => value);
  return [...names, ...(words.length > mostNames ? ['…'] : [])].join(', ');
}
