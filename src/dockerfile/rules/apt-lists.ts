import * as l10n from '@vscode/l10n';
import type { Fix } from '../lint/diagnostic.ts';
import type { LintFile } from '../lint/lint-file.ts';
import type { Rule } from '../lint/rule.ts';
import type { ShellCommand } from '../shell/command.ts';
import { cleanUpFix, deletes, isForcedRemoval } from './clean-up.ts';
import { findCall, upTo, type Call } from './command-words.ts';
import { isMounted } from './run-caches.ts';
import { checkRuns, type Run } from './run-commands.ts';
import { discardedInstructions } from './stage-use.ts';

const lists = '/var/lib/apt/lists';
const programs = ['apt-get', 'apt', 'aptitude'];

/** DL3009: what `apt-get update` downloads stays in the layer, though nobody needs it later. */
export const aptLists: Rule = {
  id: 'DL3009',
  severity: 'info',
  programs,
  title: () => l10n.t('Lists of apt-get left in the image'),
  check: (file, report) => {
    const discarded = discardedInstructions(file);
    let lastUser: number | undefined;
    checkRuns(file, report, (run) => {
      const call = firstCall(run, 'update');
      if (
        call === undefined ||
        discarded.has(run.instruction) ||
        run.commands.some(deletesLists) ||
        firstCall({ commands: run.commands.slice(call.index) }, 'distclean', 'dist-clean') !== undefined ||
        isMounted(run, lists)
      ) {
        return undefined;
      }
      return {
        at: upTo(call.command, call.word),
        message: l10n.t('The package lists stay in the image. Delete {0} in the same RUN.', lists),
        fixes: fixes(run, (lastUser ??= lastUserOfLists(file))),
      };
    });
  },
};

/** The first call of any of the programs. */
function firstCall({ commands }: Pick<Run, 'commands'>, ...subcommands: readonly string[]): Call | undefined {
  return programs
    .map((program) => findCall(commands, program, subcommands))
    .filter((call) => call !== undefined)
    .sort((one, other) => one.index - other.index)[0];
}

function deletesLists(command: ShellCommand): boolean {
  return isForcedRemoval(command) || deletes(command, lists);
}

/** None where a later RUN installs by these lists. */
function fixes(run: Run, lastUser: number): Fix[] {
  const safe = firstCall(run, 'install') !== undefined;
  return run.instruction.start < lastUser ? [] : cleanUpFix(run, [`rm -rf ${lists}/*`], safe);
}

/** Where the last RUN begins that installs by lists that it does not download; -1 where there is none. */
function lastUserOfLists(file: LintFile): number {
  const user = file.instructions.findLast(
    (instruction) =>
      instruction.name === 'RUN' &&
      firstCall({ commands: file.commands(instruction) }, 'update', 'install')?.word.value === 'install',
  );
  return user?.start ?? -1;
}
