import * as l10n from '@vscode/l10n';
import type { Rule } from '../lint/rule.ts';
import type { ShellCommand, ShellWord } from '../shell/command.ts';
import { namesIn, plainWords, subcommand } from './command-words.ts';
import { optionRule } from './missing-option.ts';
import { isMounted } from './run-caches.ts';
import { pinRule } from './unpinned-packages.ts';

/** Options of apk (8) whose value is the next argument. */
const taking = namesIn(`
  arch cache-dir cache-max-age keys-dir p progress-fd repositories-file repository root t timeout virtual
  wait X
`);

const unpinnedApk = pinRule({
  id: 'DL3018',
  programs: ['apk'],
  title: () => l10n.t('Packages without a version with apk'),
  example: 'package=<version>',
  unpinned: (command) =>
    addWord(command) === undefined ? [] : plainWords(command.arguments, taking).filter(isUnpinned),
});

function isUnpinned({ value }: ShellWord): boolean {
  return value !== 'add' && !/[=<>~]/.test(value) && !value.endsWith('.apk');
}

const cachingApk = optionRule({
  id: 'DL3019',
  severity: 'info',
  programs: ['apk'],
  title: () => l10n.t('apk that keeps its index in the image'),
  message: () => l10n.t('The package index stays in the image. --no-cache uses it without keeping it.'),
  option: '--no-cache',
  safe: true,
  lacking: (command) => {
    const add = addWord(command);
    return add === undefined || isCacheless(command) ? undefined : add;
  },
  exempt: () => (run) => isMounted(run, '/var/cache/apk', '/etc/apk/cache'),
});

function isCacheless({ arguments: words }: ShellCommand): boolean {
  return words.some(({ value }) => value === '--no-cache' || value.startsWith('--no-cache='));
}

function addWord(command: ShellCommand): ShellWord | undefined {
  return command.name === 'apk' ? subcommand(command, 'add') : undefined;
}

export const apkRules: readonly Rule[] = [unpinnedApk, cachingApk];
