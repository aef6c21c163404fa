import * as l10n from '@vscode/l10n';
import type { ShellCommand, ShellWord } from '../shell/command.ts';
import { hasArgument } from './command-words.ts';
import { pinRule } from './unpinned-packages.ts';

/** DL3028 */
export const unpinnedGem = pinRule({
  id: 'DL3028',
  programs: ['gem'],
  title: () => l10n.t('Gems without a version'),
  example: 'gem:<version>',
  unpinned: (command) =>
    command.name === 'gem' && hasArgument(command, 'install', 'i') && !hasVersion(command)
      ? gemsOf(command).filter(isUnpinned)
      : [],
});

/** `-v 1.2`, `-Nv 1.2`, `-v1.2`, `--version=1.2` */
function hasVersion({ arguments: words }: ShellCommand): boolean {
  return words.some(({ value }) => /^(?:-[a-zA-Z]*v$|-v\d|--version(?:=|$))/.test(value));
}

/**
 * The names of gems. Behind `--` stand options for the build; each option is taken to have a value, as nobody but gem
 * knows which do.
 */
function gemsOf({ arguments: words }: ShellCommand): ShellWord[] {
  const found: ShellWord[] = [];
  for (let index = 0; index < words.length; index++) {
    const word = words[index];
    if (word === undefined || word.value === '--') {
      break;
    }
    if (word.value.startsWith('-')) {
      index++;
    } else {
      found.push(word);
    }
  }
  return found;
}

function isUnpinned({ value }: ShellWord): boolean {
  return value !== 'install' && value !== 'i' && !value.includes(':') && !value.endsWith('.gem');
}
