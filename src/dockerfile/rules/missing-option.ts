import * as l10n from '@vscode/l10n';
import type { LintFile } from '../lint/lint-file.ts';
import type { Rule } from '../lint/rule.ts';
import type { ShellCommand, ShellWord } from '../shell/command.ts';
import { optionFix } from './command-fixes.ts';
import { upTo } from './command-words.ts';
import { checkRuns, type Run } from './run-commands.ts';

interface OptionRule extends Omit<Rule, 'check'> {
  readonly message: () => string;
  /** What is missing: `--no-cache`. */
  readonly option: string;
  /** Whether the image keeps what is in it. */
  readonly safe: boolean;
  /** The word that a command without the option should have it behind; undefined for one that is right. */
  readonly lacking: (command: ShellCommand) => ShellWord | undefined;
  /** Tells of each RUN of a file whether it is right, whatever its commands say. */
  readonly exempt?: (file: LintFile) => (run: Run) => boolean;
}

/** A rule that asks for an option, and adds it. */
export function optionRule({ message, option, safe, lacking, exempt, ...rule }: OptionRule): Rule {
  return {
    ...rule,
    check: (file, report) => {
      const isExempt = exempt?.(file);
      checkRuns(file, report, (run) => {
        const found: { readonly command: ShellCommand; readonly word: ShellWord }[] = [];
        for (const command of run.commands) {
          const word = lacking(command);
          if (word !== undefined) {
            found.push({ command, word });
          }
        }
        const [first] = found;
        if (first === undefined || isExempt?.(run) === true) {
          return undefined;
        }
        const fix = { title: l10n.t('Add {0}', option), safe };
        const words = found.map(({ word }) => word);
        return {
          at: upTo(first.command, first.word),
          message: message(),
          fixes: optionFix(run, words, option, fix),
        };
      });
    },
  };
}
