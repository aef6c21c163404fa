import type { EscapeToken } from './directives.ts';
import type { JoinedText } from './joined-text.ts';
import type { Flag } from './tree.ts';
import { isSpace, skipSpace } from './white-space.ts';

/** Takes the leading `--name=value` words off what follows an instruction's keyword; a lone `--` ends them. */
export function readFlags(
  behindKeyword: JoinedText,
  escape: EscapeToken,
): { flags: Flag[]; argument: JoinedText } {
  const { text } = behindKeyword;
  const flags: Flag[] = [];
  let position = skipSpace(text, 0);
  while (text.startsWith('--', position)) {
    const { value, end } = readWord(text, position, escape);
    const word = behindKeyword.word(position, end);
    position = skipSpace(text, end);
    if (value === '--') {
      break;
    }
    const equals = value.indexOf('=');
    flags.push(
      equals < 0
        ? { ...word, name: value.slice(2) }
        : { ...word, name: value.slice(2, equals), value: value.slice(equals + 1) },
    );
  }
  return { flags, argument: behindKeyword.slice(position) };
}

/** The word without its quotes and escapes, and the index behind it. An escape counts in single quotes too. */
function readWord(text: string, start: number, escape: EscapeToken): { value: string; end: number } {
  let value = '';
  let quote: string | undefined;
  let position = start;
  for (; position < text.length; position++) {
    const character = text.charAt(position);
    if (character === escape) {
      position++;
      value += text.charAt(position);
    } else if (character === quote) {
      quote = undefined;
    } else if (quote === undefined && (character === '"' || character === "'")) {
      quote = character;
    } else if (quote === undefined && isSpace(character)) {
      break;
    } else {
      value += character;
    }
  }
  return { value, end: Math.min(position, text.length) };
}
