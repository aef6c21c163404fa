import * as l10n from '@vscode/l10n';
import type { Rule } from '../lint/rule.ts';
import type { ShellCommand, ShellWord } from '../shell/command.ts';
import { hasOption, optionsOf } from '../shell/options.ts';
import { namesIn, plainWords, subcommand } from './command-words.ts';
import { optionRule } from './missing-option.ts';
import { pinRule } from './unpinned-packages.ts';

/** Options of apt-get (8) whose value is the next argument. */
const taking = namesIn(`
  a build-profiles c config-file default-release host-architecture o option P planner solver t
  target-release with-source
`);

const unpinnedApt = pinRule({
  id: 'DL3008',
  programs: ['apt-get'],
  title: () => l10n.t('Packages without a version with apt-get'),
  example: 'package=<version>',
  unpinned: (command) =>
    installWord(command) === undefined ? [] : plainWords(command.arguments, taking).filter(isUnpinned),
});

/** `=` and `/` begin a version or a release; a path or a .deb file is a version itself. */
function isUnpinned({ value }: ShellWord): boolean {
  return value !== 'install' && !/[=/]/.test(value) && !value.endsWith('.deb');
}

const unconfirmedApt = optionRule({
  id: 'DL3014',
  severity: 'warning',
  programs: ['apt-get'],
  title: () => l10n.t('apt-get that asks before it installs'),
  message: () => l10n.t('apt-get install asks before it goes on, and nobody answers in a build. Add -y.'),
  option: '-y',
  safe: true,
  lacking: (command) => {
    const install = installWord(command);
    return install === undefined || isConfirmed(command) ? undefined : install;
  },
});

function isConfirmed(command: ShellCommand): boolean {
  return (
    hasOption(command, 'y', 'yes', 'assume-yes') ||
    hasLetterY(command) ||
    quietness(command) >= 2 ||
    setsAssumeYes(command)
  );
}

/** `-o=Dpkg::Use-Pty=0`: for hadolint each letter of the word is an option. */
function hasLetterY({ arguments: words }: ShellCommand): boolean {
  return words.some(({ value }) => /^-[^-].*y/.test(value));
}

/** `-q` once is without progress, twice without questions; `-q=2` is twice. */
function quietness(command: ShellCommand): number {
  return optionsOf(command)
    .filter(({ name }) => name === 'q' || name === 'quiet')
    .reduce((sum, { value }) => sum + (value === undefined ? 1 : Number.parseInt(value, 10) || 0), 0);
}

function setsAssumeYes({ arguments: words }: ShellCommand): boolean {
  return words.some(({ value }) => /APT::Get::Assume-Yes=["']?(?:true|yes|1)/i.test(value));
}

const recommendedApt = optionRule({
  id: 'DL3015',
  severity: 'info',
  programs: ['apt-get'],
  title: () => l10n.t('apt-get that installs recommended packages too'),
  message: () =>
    l10n.t(
      'apt-get also installs what the packages recommend. --no-install-recommends keeps the image small.',
    ),
  option: '--no-install-recommends',
  safe: false,
  lacking: (command) => {
    const install = installWord(command);
    return install === undefined || refusesRecommended(command) ? undefined : install;
  },
});

function refusesRecommended({ arguments: words }: ShellCommand): boolean {
  return words.some(
    ({ value }) =>
      /^--no-install-recommends(?:=|$)/.test(value) ||
      /^(?:-o|--option=)?=?APT::Install-Recommends=["']?(?:false|no|0)["']?$/i.test(value),
  );
}

function installWord(command: ShellCommand): ShellWord | undefined {
  return command.name === 'apt-get' ? subcommand(command, 'install') : undefined;
}

export const aptRules: readonly Rule[] = [unpinnedApt, unconfirmedApt, recommendedApt];
