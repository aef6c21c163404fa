import type { Fix, Related } from '../lint/diagnostic.ts';
import type { LintFile } from '../lint/lint-file.ts';
import type { Report } from '../lint/rule.ts';
import type { ShellCommand } from '../shell/command.ts';
import type { Span } from '../span.ts';
import type { Instruction } from '../tree.ts';

/** What a rule looks for in every RUN, also behind ONBUILD. */
export interface CommandSearch {
  /** Whether the command is one that the rule is about and is wrong. */
  readonly wrong: (command: ShellCommand, run: Instruction) => boolean;
  /** What of it is wrong; what names it where absent. */
  readonly at?: (command: ShellCommand) => Span;
  /** Of all that is wrong in one RUN. */
  readonly message: (commands: readonly ShellCommand[]) => string;
  /** Repair all of them; not asked for the exec form, whose words stand in JSON. */
  readonly fixes?: (commands: readonly ShellCommand[], run: Instruction) => readonly Fix[];
}

/** Reports the wrong commands of each RUN as one finding at the first of them. */
export function reportCommands(file: LintFile, report: Report, search: CommandSearch): void {
  const place = search.at ?? (({ called }: ShellCommand): Span => called);
  for (const run of file.runs) {
    const commands = file.commands(run).filter((command) => search.wrong(command, run));
    const [first, ...others] = commands;
    if (first !== undefined) {
      const message = search.message(commands);
      report({
        at: place(first),
        message,
        related: others.map((other): Related => ({ ...spanOf(place(other)), message })),
        fixes: run.json === undefined ? (search.fixes?.(commands, run) ?? []) : [],
      });
    }
  }
}

/** The names of the commands, each once, in the order of the text. */
export function namesOf(commands: readonly ShellCommand[]): string {
  return [...new Set(commands.map(({ name }) => name))].join(', ');
}

function spanOf({ start, end }: Span): Span {
  return { start, end };
}
