import * as l10n from '@vscode/l10n';
import type { Finding, Rule } from '../lint/rule.ts';
import type { ShellCommand } from '../shell/command.ts';
import { cleanUpFix, deletes, isForcedRemoval } from './clean-up.ts';
import { findCall, hasArgument, upTo } from './command-words.ts';
import { isMounted } from './run-caches.ts';
import { checkRuns, type Run } from './run-commands.ts';

interface Manager {
  /** Each has a cache of its own. */
  readonly programs: readonly string[];
  /** Those that download packages. */
  readonly subcommands: readonly string[];
  readonly caches: readonly string[];
}

const yum: Manager = {
  programs: ['yum'],
  subcommands: ['install'],
  // The second where yum is another name for dnf.
  caches: ['/var/cache/yum', '/var/cache/dnf'],
};

const dnf: Manager = {
  programs: ['dnf', 'microdnf'],
  subcommands: ['install', 'in', 'reinstall', 'rei', 'upgrade', 'up', 'upgrade-minimal', 'up-min'],
  caches: ['/var/cache/yum', '/var/cache/dnf', '/var/cache/libdnf5'],
};

const yumCache: Rule = {
  id: 'DL3032',
  severity: 'warning',
  programs: yum.programs,
  title: () => l10n.t('Cache of yum left in the image'),
  check: (file, report) => {
    checkRuns(file, report, (run) => leftBehind(run, yum));
  },
};

const dnfCache: Rule = {
  id: 'DL3040',
  severity: 'warning',
  programs: dnf.programs,
  title: () => l10n.t('Cache of dnf left in the image'),
  check: (file, report) => {
    checkRuns(file, report, (run) => leftBehind(run, dnf));
  },
};

/** Of each program one clean-up behind its first use is taken to be enough. */
function leftBehind(run: Run, { programs, subcommands, caches }: Manager): Finding | undefined {
  const left = programs.flatMap((program) => {
    const call = findCall(run.commands, program, subcommands);
    const isLeft =
      call !== undefined &&
      !run.commands.slice(call.index + 1).some((later) => cleansUp(later, program, caches));
    return isLeft ? [call] : [];
  });
  const [first] = left;
  if (first === undefined || isMounted(run, ...caches)) {
    return undefined;
  }
  const cleanUps = left.map(({ command }) => `${command.name} clean all`);
  return {
    at: upTo(first.command, first.word),
    message: l10n.t(
      '{0} keeps what it downloads, and it stays in the image. End the RUN with {1}.',
      first.command.name,
      cleanUps.join(' && '),
    ),
    fixes: left.some(({ command }) => isElsewhere(command)) ? [] : cleanUpFix(run, cleanUps, true),
  };
}

function cleansUp(command: ShellCommand, program: string, caches: readonly string[]): boolean {
  return (
    (command.name === program && hasArgument(command, 'clean')) ||
    isForcedRemoval(command) ||
    caches.some((folder) => deletes(command, folder))
  );
}

/** Installs into another root, where its cache is too. */
function isElsewhere({ arguments: words }: ShellCommand): boolean {
  return words.some(({ value }) => value.startsWith('--installroot'));
}

export const rpmCacheRules: readonly Rule[] = [yumCache, dnfCache];
