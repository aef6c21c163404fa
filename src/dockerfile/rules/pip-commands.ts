import type { ShellCommand, ShellWord } from '../shell/command.ts';

/**
 * The word `install` of a command that installs Python packages, and what follows it: pip under any of its names
 * (`pip3.11`, pipx too, which pipenv is not), or `python -m pip install`.
 */
export function pipInstall(
  command: ShellCommand,
): { install: ShellWord; behind: readonly ShellWord[] } | undefined {
  const { name, arguments: words } = command;
  const index = installIndex(name, words);
  const install = words[index];
  return install === undefined ? undefined : { install, behind: words.slice(index + 1) };
}

/** -1 where there is none. */
function installIndex(name: string, words: readonly ShellWord[]): number {
  if (name.startsWith('pip') && !name.startsWith('pipenv')) {
    return words.findIndex(({ value }) => value === 'install');
  }
  return name.startsWith('python')
    ? words.findIndex(
        ({ value }, index) =>
          value === 'install' && words[index - 1]?.value === 'pip' && words[index - 2]?.value === '-m',
      )
    : -1;
}
