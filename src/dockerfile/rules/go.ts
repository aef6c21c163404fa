import * as l10n from '@vscode/l10n';
import type { ShellWord } from '../shell/command.ts';
import { namesIn, plainWords } from './command-words.ts';
import { pinRule } from './unpinned-packages.ts';

/** Options of `go build` and `go run` whose value is the next argument. */
const taking = namesIn(`
  asmflags buildmode C compiler covermode coverpkg exec gccgoflags gcflags installsuffix ldflags mod
  modfile o overlay p pgo pkgdir tags toolexec
`);

/** DL3062 */
export const unpinnedGo = pinRule({
  id: 'DL3062',
  programs: ['go'],
  title: () => l10n.t('Go packages without a version'),
  example: 'package@v<version>',
  unpinned: (command) => {
    const words = command.name === 'go' ? plainWords(command.arguments, taking, false) : [];
    const index = words.findIndex(({ value }) => /^(?:install|get|run)$/.test(value));
    const packages = words.slice(index + 1);
    const isRun = words[index]?.value === 'run';
    return index < 0 ? [] : (isRun ? packages.slice(0, 1) : packages).filter(isUnpinned);
  },
});

/** Paths are what lies there; `@latest` and `@none` are no versions. */
function isUnpinned({ value }: ShellWord): boolean {
  const version = value.includes('@') ? value.slice(value.indexOf('@') + 1) : undefined;
  return version === undefined
    ? !/^[./]/.test(value) && !value.endsWith('.go')
    : version === 'latest' || version === 'none';
}
