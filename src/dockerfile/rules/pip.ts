import * as l10n from '@vscode/l10n';
import type { ShellCommand, ShellWord } from '../shell/command.ts';
import { namesIn, plainWords } from './command-words.ts';
import { pipInstall } from './pip-commands.ts';
import { pinRule } from './unpinned-packages.ts';

/** Options of `pip install` whose value is the next argument. */
const taking = namesIn(`
  abi b build build-constraint build-option C cache-dir cert client-cert config-settings default-timeout
  e editable exists-action extra-index-url f find-links global-option group i implementation index-url
  install-option keyring-provider log no-binary only-binary platform prefix progress-bar proxy python
  python-version report resume-retries retries root root-user-action src t target timeout trusted-host
  upgrade-strategy use-deprecated use-feature
`);

/** DL3013. Files of requirements or constraints say the versions, and so does the project in the folder. */
export const unpinnedPip = pinRule({
  id: 'DL3013',
  instructions: ['RUN'],
  text: 'pip',
  title: () => l10n.t('Packages without a version with pip'),
  example: 'package==<version>',
  unpinned: (command) => {
    const behind = pipInstall(command)?.behind ?? [];
    return behind.length === 0 || hasVersionsElsewhere(command)
      ? []
      : plainWords(behind, taking).filter(isUnpinned);
  },
});

function hasVersionsElsewhere({ arguments: words }: ShellCommand): boolean {
  return words.some(({ value }) => value === '.' || namesFile(value));
}

/** `-r`, `-c` and their long forms, also with the file in the same word and behind letters that take no value. */
function namesFile(option: string): boolean {
  return /^(?:--(?:requirement|constraint|c)(?:=|$)|-[^-bCefit=$]*[rc])/.test(option);
}

/** Version control without `@` takes what is there on the day of the build; other addresses and paths are one thing. */
function isUnpinned({ value }: ShellWord): boolean {
  if (/[<>]|[=!~]=/.test(value) || value === 'install') {
    return false;
  }
  if (/^(?:git|hg|svn|bzr)(?:\+[a-z]+)?:\/\//.test(value)) {
    return !value.includes('@');
  }
  return !value.includes('/') && !/\.(?:whl|tar\.(?:gz|bz2|xz)|tgz|zip)$/.test(value) && !isFolder(value);
}

/** `.[dev]`, `..` */
function isFolder(value: string): boolean {
  return /^\.\.?(?:\[[^\]]*\])?$/.test(value);
}
