import * as l10n from '@vscode/l10n';
import type { Rule } from '../lint/rule.ts';
import type { ShellCommand, ShellWord } from '../shell/command.ts';
import { hasOption } from '../shell/options.ts';
import { hasArgument, namesIn, plainWords, subcommand } from './command-words.ts';
import { optionRule } from './missing-option.ts';
import { pinRule } from './unpinned-packages.ts';

/** Options of yum (8) and dnf (8) whose value is the next argument. */
const taking = namesIn(`
  advisory bz bzs c color comment config cve cves d debuglevel disableexcludes disableplugin disablerepo
  downloaddir e enableplugin enablerepo errorlevel exclude excludepkgs forcearch installroot R randomwait
  releasever repo repofrompath repoid rpmverbosity sec-severity setopt x
`);

const dnfs = ['dnf', 'microdnf'];
const yums = ['yum'];

const unpinnedYum = pinRule({
  id: 'DL3033',
  programs: yums,
  title: () => l10n.t('Packages without a version with yum'),
  example: 'package-<version>',
  unpinned: (command) => unpinnedOf(command, yums),
});

const unpinnedDnf = pinRule({
  id: 'DL3041',
  programs: dnfs,
  title: () => l10n.t('Packages without a version with dnf'),
  example: 'package-<version>',
  unpinned: (command) => unpinnedOf(command, dnfs),
});

/** Of `module install` the streams, as in `nodejs:20`; a group has no version. */
function unpinnedOf(command: ShellCommand, programs: readonly string[]): ShellWord[] {
  if (!programs.includes(command.name) || !hasArgument(command, 'install')) {
    return [];
  }
  const words = plainWords(command.arguments, taking).filter(({ value }) => value !== 'install');
  const [first, ...others] = words;
  switch (first?.value) {
    case 'group':
      return [];
    case 'module':
      return others.filter(({ value }) => !value.includes(':'));
    default:
      return words.filter(isUnpinned);
  }
}

/** `name-1.2`, `name-$VERSION`, a stream `@name:20`; a file is a version itself. */
function isUnpinned({ value }: ShellWord): boolean {
  const tail = value.split(/[^\w.+~^:-]/).at(-1) ?? '';
  return !/-\d/.test(tail) && !value.endsWith('.rpm') && !value.includes('-$') && !/^@[^/]*:/.test(value);
}

const unconfirmedYum = optionRule({
  id: 'DL3030',
  severity: 'warning',
  programs: yums,
  title: () => l10n.t('yum that asks before it installs'),
  message: () => l10n.t('yum asks before it goes on, and nobody answers in a build. Add -y.'),
  option: '-y',
  safe: true,
  lacking: (command) => unconfirmed(command, yums),
});

const unconfirmedDnf = optionRule({
  id: 'DL3038',
  severity: 'warning',
  programs: dnfs,
  title: () => l10n.t('dnf that asks before it installs'),
  message: () => l10n.t('dnf asks before it goes on, and nobody answers in a build. Add -y.'),
  option: '-y',
  safe: true,
  lacking: (command) => unconfirmed(command, dnfs),
});

function unconfirmed(command: ShellCommand, programs: readonly string[]): ShellWord | undefined {
  return programs.includes(command.name) && !hasOption(command, 'y', 'assumeyes')
    ? subcommand(command, 'install', 'groupinstall', 'localinstall')
    : undefined;
}

export const rpmRules: readonly Rule[] = [unpinnedYum, unpinnedDnf, unconfirmedYum, unconfirmedDnf];
