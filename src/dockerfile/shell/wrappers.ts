import type { ShellWord } from './command.ts';

/** Builtins and multi-call programs that are nothing without the command that follows them. */
const wrappers: ReadonlySet<string> = new Set(['builtin', 'busybox', 'command', 'run']);

/**
 * Which word of a command line names what is called, and what follows it: the first word, or the one behind `exec`,
 * `command` and the like. With options of their own (`command -v`) they are what is called.
 */
export function calledWord(
  first: ShellWord,
  words: readonly ShellWord[],
): { called: ShellWord; behind: readonly ShellWord[] } {
  const index = first.value === 'exec' ? behindExecOptions(words) : 0;
  const inner = words[index];
  const wraps = first.literal && (wrappers.has(first.value) || first.value === 'exec');
  return wraps && inner?.literal === true && !inner.value.startsWith('-')
    ? { called: inner, behind: words.slice(index + 1) }
    : { called: first, behind: words };
}

/** `exec [-cl] [-a name] [--]` */
function behindExecOptions(words: readonly ShellWord[]): number {
  let index = 0;
  for (let word = words[index]; word?.value.startsWith('-') === true; word = words[index]) {
    index += /^-[a-z]*a$/.test(word.value) ? 2 : 1;
  }
  return index;
}
