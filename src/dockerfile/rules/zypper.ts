import * as l10n from '@vscode/l10n';
import type { Rule } from '../lint/rule.ts';
import type { ShellCommand, ShellWord } from '../shell/command.ts';
import { hasOption } from '../shell/options.ts';
import { cleanUpFix, deletes } from './clean-up.ts';
import { findCall, hasArgument, namesIn, plainWords, upTo } from './command-words.ts';
import { optionRule } from './missing-option.ts';
import { isMounted } from './run-caches.ts';
import { checkRuns } from './run-commands.ts';
import { pinRule } from './unpinned-packages.ts';

/** Options of zypper (8) whose value is the next argument. */
const taking = namesIn(`
  cache-dir config download from installroot p pkg-cache-dir plus-content plus-repo R r raw-cache-dir
  releasever repo reposd-dir root solv-cache-dir t type userdata
`);

const installs = ['install', 'in'];

const unpinnedZypper = pinRule({
  id: 'DL3037',
  programs: ['zypper'],
  title: () => l10n.t('Packages without a version with zypper'),
  example: 'package=<version>',
  unpinned: (command) =>
    command.name === 'zypper' && hasArgument(command, ...installs)
      ? plainWords(command.arguments, taking).filter(isUnpinned)
      : [],
});

function isUnpinned({ value }: ShellWord): boolean {
  return !installs.includes(value) && !/[=<>]/.test(value) && !value.endsWith('.rpm');
}

const unconfirmedZypper = optionRule({
  id: 'DL3034',
  severity: 'warning',
  programs: ['zypper'],
  title: () => l10n.t('zypper that asks before it goes on'),
  message: () =>
    l10n.t('zypper asks before it goes on, and nobody answers in a build. Add --non-interactive.'),
  option: '--non-interactive',
  safe: true,
  lacking: (command) => (asks(command) ? command.called : undefined),
});

const asking = [...installs, 'remove', 'rm', 'source-install', 'si', 'patch'];

function asks(command: ShellCommand): boolean {
  return (
    command.name === 'zypper' &&
    hasArgument(command, ...asking) &&
    !hasOption(command, 'y', 'n', 'no-confirm', 'non-interactive')
  );
}

const zypperCache: Rule = {
  id: 'DL3036',
  severity: 'warning',
  programs: ['zypper'],
  title: () => l10n.t('Cache of zypper left in the image'),
  check: (file, report) => {
    checkRuns(file, report, (run) => {
      const call = findCall(run.commands, 'zypper', installs);
      if (
        call === undefined ||
        run.commands.slice(call.index + 1).some(cleansUp) ||
        isMounted(run, '/var/cache/zypp')
      ) {
        return undefined;
      }
      return {
        at: upTo(call.command, call.word),
        message: l10n.t(
          '{0} keeps what it downloads, and it stays in the image. End the RUN with {1}.',
          call.command.name,
          cleanUp,
        ),
        fixes: isElsewhere(call.command) ? [] : cleanUpFix(run, [cleanUp], true),
      };
    });
  },
};

const cleanUp = 'zypper clean --all';

function cleansUp(command: ShellCommand): boolean {
  return (
    (command.name === 'zypper' && hasArgument(command, 'clean', 'cc')) || deletes(command, '/var/cache/zypp')
  );
}

/** Installs into another root, where its cache is too. */
function isElsewhere(command: ShellCommand): boolean {
  return hasOption(command, 'R', 'root', 'installroot');
}

export const zypperRules: readonly Rule[] = [unpinnedZypper, unconfirmedZypper, zypperCache];
