import { onceFor } from '../once-for.ts';
import type { ShellCommand, ShellWord } from './command.ts';

/** An option as it is written among a command's arguments. */
export interface CommandOption {
  readonly word: ShellWord;
  /** Without dashes: `no-install-recommends`, `y` of `-qqy`. */
  readonly name: string;
  /** What follows `=`; undefined where there is none. */
  readonly value: string | undefined;
}

/**
 * The options among a command's arguments: `--name`, `--name=value`, and each letter of `-qqy`, for which `-name` counts
 * as one option too (`-nv`, `-delete`). As hadolint has it: a lone `--` ends nothing.
 */
export const optionsOf = onceFor((command: ShellCommand): readonly CommandOption[] =>
  command.arguments.filter(({ value }) => value.startsWith('-')).flatMap(readOption),
);

/** Whether one of the options is given, names without dashes: `hasOption(command, 'y', 'yes')`. */
export function hasOption(command: ShellCommand, ...names: readonly string[]): boolean {
  return optionsOf(command).some(({ name }) => names.includes(name));
}

/**
 * The value of an option that takes one: behind `=`, else the next argument, else (`-ofile`) what follows the letter.
 * Undefined where the option or its value is absent.
 */
export function optionValue(command: ShellCommand, ...names: readonly string[]): string | undefined {
  for (const [index, { value: written }] of command.arguments.entries()) {
    const [, name = '', value] = /^--?([^=]+)(?:=(.*))?$/s.exec(written) ?? [];
    if (names.includes(name)) {
      return value ?? command.arguments[index + 1]?.value;
    }
    const letter = written.charAt(1);
    if (/^-[^-]./.test(written) && letter !== '' && names.includes(letter)) {
      return written.slice(2);
    }
  }
  return undefined;
}

/**
 * The arguments that are no options, the value of an option not counted where `taking` names the option (without
 * dashes).
 */
export function operands(command: ShellCommand, taking: readonly string[] = []): ShellWord[] {
  const found: ShellWord[] = [];
  let skipped = false;
  for (const word of command.arguments) {
    if (skipped) {
      skipped = false;
    } else if (!word.value.startsWith('-')) {
      found.push(word);
    } else {
      skipped = taking.includes(word.value.replace(/^--?/, ''));
    }
  }
  return found;
}

function readOption(word: ShellWord): CommandOption[] {
  const [, dashes, name = '', value] = /^(--?)([^=]+)(?:=(.*))?$/s.exec(word.value) ?? [];
  if (dashes === undefined || name.startsWith('-')) {
    return [];
  }
  const whole = { word, name, value };
  if (dashes === '--' || name.length === 1) {
    return [whole];
  }
  const letters = Array.from(word.value.slice(1), (letter) => ({ word, name: letter, value: undefined }));
  return [whole, ...letters];
}
