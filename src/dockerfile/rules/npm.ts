import * as l10n from '@vscode/l10n';
import type { ShellCommand, ShellWord } from '../shell/command.ts';
import { namesIn, plainWords } from './command-words.ts';
import { pinRule } from './unpinned-packages.ts';

/** Options whose value may stand in front of `install`. */
const general: ReadonlySet<string> = new Set(['loglevel', 'registry']);
/** Options of `npm install` whose value is the next argument. */
const taking = namesIn(`
  arch before C cache cert cpu fetch-retries fetch-timeout https-proxy include install-strategy key libc
  loglevel maxsockets network-timeout node-gyp noproxy omit only os prefix proxy registry script-shell
  tag target userconfig w workspace
`);

/** DL3016. Without packages `npm install` reads package.json, whose versions are its own affair. */
export const unpinnedNpm = pinRule({
  id: 'DL3016',
  programs: ['npm'],
  title: () => l10n.t('Packages without a version with npm'),
  example: 'package@<version>',
  unpinned: (command) => (isInstall(command) ? plainWords(command.arguments, taking).filter(isUnpinned) : []),
});

function isInstall({ name, arguments: words }: ShellCommand): boolean {
  return name === 'npm' && plainWords(words, general)[0]?.value === 'install';
}

function isUnpinned({ value }: ShellWord): boolean {
  if (value === 'install' || isLocal(value)) {
    return false;
  }
  if (/^git(?:\+(?:ssh|https?))?:\/\//.test(value)) {
    return !value.includes('#');
  }
  const scope = value.startsWith('@') ? value.indexOf('/') : 0;
  return (
    scope < 0 ||
    !(value.includes('@', scope) || /[:/]/.test(value.slice(0, Math.max(0, value.lastIndexOf('#')))))
  );
}

/** Folders and archives: what they hold is what is installed. */
function isLocal(value: string): boolean {
  return /^(?:file:|link:|\.{0,2}\/|~\/|\.\.?$)/.test(value) || /\.(?:tgz|tar|tar\.gz)$/.test(value);
}
