import type { Span } from '../span.ts';
import type { ShellCommand, ShellWord } from '../shell/command.ts';

/** The first argument that is one of the names: `install` of `apt-get -q install`. */
export function subcommand(
  { arguments: words }: ShellCommand,
  ...names: readonly string[]
): ShellWord | undefined {
  return words.find(({ value }) => names.includes(value));
}

/** A command and which word of it says what it does. */
export interface Call {
  readonly command: ShellCommand;
  readonly word: ShellWord;
  /** Among the commands of the RUN. */
  readonly index: number;
}

/** The first call of the program with one of the subcommands. */
export function findCall(
  commands: readonly ShellCommand[],
  program: string,
  subcommands: readonly string[],
): Call | undefined {
  let index = 0;
  for (const command of commands) {
    const word = command.name === program ? subcommand(command, ...subcommands) : undefined;
    if (word !== undefined) {
      return { command, word, index };
    }
    index++;
  }
  return undefined;
}

/** Whether one of the arguments is written exactly so. */
export function hasArgument({ arguments: words }: ShellCommand, ...values: readonly string[]): boolean {
  return words.some(({ value }) => values.includes(value));
}

/** From the program's name to one of its arguments: `apt-get -q install`. */
export function upTo({ called }: ShellCommand, word: ShellWord): Span {
  return { start: called.start, end: Math.max(called.end, word.end) };
}

/** The names in a text, white space between them. */
export function namesIn(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}

/**
 * The words that are neither options nor the values of those named in `taking` (without dashes, single letters also in
 * a cluster such as `-yt` unless the program has none). What follows a lone `--` counts too.
 */
export function plainWords(
  words: readonly ShellWord[],
  taking: ReadonlySet<string>,
  hasClusters = true,
): ShellWord[] {
  const found: ShellWord[] = [];
  for (let index = 0; index < words.length; index++) {
    const word = words[index];
    if (word !== undefined && !word.value.startsWith('-')) {
      found.push(word);
    } else if (word !== undefined && takesNext(word.value, taking, hasClusters)) {
      index += words[index + 1]?.value.startsWith('-') === true ? 0 : 1;
    }
  }
  return found;
}

function takesNext(option: string, taking: ReadonlySet<string>, hasClusters: boolean): boolean {
  const name = option.replace(/^--?/, '');
  return (
    taking.has(name) ||
    (hasClusters && /^-[a-z]+$/i.test(option) && Array.from(name).some((letter) => taking.has(letter)))
  );
}
