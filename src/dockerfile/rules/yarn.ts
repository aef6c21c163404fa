import * as l10n from '@vscode/l10n';
import type { Rule } from '../lint/rule.ts';
import type { ShellCommand } from '../shell/command.ts';
import { cleanUpFix, deletes } from './clean-up.ts';
import { findCall, hasArgument, upTo } from './command-words.ts';
import { isUserCacheMounted } from './run-caches.ts';
import { checkRuns } from './run-commands.ts';
import { discardedInstructions } from './stage-use.ts';

/** DL3060 */
export const yarnCache: Rule = {
  id: 'DL3060',
  severity: 'info',
  programs: ['yarn'],
  title: () => l10n.t('Cache of yarn left in the image'),
  check: (file, report) => {
    const discarded = discardedInstructions(file);
    checkRuns(file, report, (run) => {
      const call = findCall(run.commands, 'yarn', ['install']);
      if (
        call === undefined ||
        discarded.has(run.instruction) ||
        run.commands.slice(call.index + 1).some(isCleanUp) ||
        isUserCacheMounted(run, 'yarn')
      ) {
        return undefined;
      }
      return {
        at: upTo(call.command, call.word),
        message: l10n.t(
          '{0} keeps what it downloads, and it stays in the image. End the RUN with {1}.',
          'yarn',
          cleanUp,
        ),
        // With Plug'n'Play the program runs from this cache.
        fixes: cleanUpFix(run, [cleanUp], false),
      };
    });
  },
};

const cleanUp = 'yarn cache clean';

function isCleanUp(command: ShellCommand): boolean {
  const isCleaning = command.name === 'yarn' && hasArgument(command, 'cache', 'clean');
  return isCleaning || deletes(command, '/.cache');
}
