import type { LintFile } from '../lint/lint-file.ts';
import type { Finding, Report } from '../lint/rule.ts';
import type { ShellCommand } from '../shell/command.ts';
import type { Instruction } from '../tree.ts';

/** One RUN, or what ONBUILD triggers, and what it calls. */
export interface Run {
  readonly file: LintFile;
  readonly instruction: Instruction;
  /** In the order of the text. */
  readonly commands: readonly ShellCommand[];
}

/** Reports what is found in each RUN: one finding at most, however many of its commands are wrong. */
export function checkRuns(file: LintFile, report: Report, find: (run: Run) => Finding | undefined): void {
  for (const instruction of file.runs) {
    const commands = file.commands(instruction);
    const finding = commands.length === 0 ? undefined : find({ file, instruction, commands });
    if (finding !== undefined) {
      report(finding);
    }
  }
}
