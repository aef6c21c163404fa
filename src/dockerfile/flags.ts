import type { EscapeToken } from './directives.ts';

/** An option of an instruction: `--from=build` or `--link`. */
export interface Flag {
  /** Without dashes. */
  readonly name: string;
  /** Without quotes; absent where there is no `=`. */
  readonly value?: string;
}

/** Takes the leading `--name=value` words off an instruction's text after the keyword. */
export function splitFlags(text: string, escape: EscapeToken): { flags: Flag[]; rest: string } {
  const flags: Flag[] = [];
  let position = skipSpace(text, 0);
  while (text.startsWith('--', position)) {
    const word = readWord(text, position, escape);
    position = skipSpace(text, word.end);
    if (word.text === '--') {
      break;
    }
    flags.push(toFlag(word.text));
  }
  return { flags, rest: text.slice(position).trimEnd() };
}

function toFlag(word: string): Flag {
  const equals = word.indexOf('=');
  return equals === -1
    ? { name: word.slice(2) }
    : { name: word.slice(2, equals), value: word.slice(equals + 1) };
}

function readWord(text: string, start: number, escape: EscapeToken): { text: string; end: number } {
  let word = '';
  let quote: string | undefined;
  let position = start;
  for (; position < text.length; position++) {
    const character = text.charAt(position);
    if (character === escape) {
      position++;
      word += text.charAt(position);
    } else if (character === quote) {
      quote = undefined;
    } else if (quote === undefined && (character === '"' || character === "'")) {
      quote = character;
    } else if (quote === undefined && isSpace(character)) {
      break;
    } else {
      word += character;
    }
  }
  return { text: word, end: position };
}

function skipSpace(text: string, start: number): number {
  let position = start;
  while (position < text.length && isSpace(text.charAt(position))) {
    position++;
  }
  return position;
}

function isSpace(character: string): boolean {
  return /\s/.test(character);
}
