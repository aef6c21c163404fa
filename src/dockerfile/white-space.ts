/** Beyond ASCII what Go's unicode.IsSpace calls white space, and so builders. JavaScript's `\s` has U+FEFF more and U+0085 less. */
const space = /[\u0085\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]/;

export function isSpace(character: string): boolean {
  return character !== '' && isSpaceCode(character.charCodeAt(0));
}

function isSpaceCode(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || (code > 0x7f && space.test(String.fromCharCode(code)));
}

/** Index of the first character in `text` from `start` to before `end` that is no white space; `end` if there is none. */
export function skipSpace(text: string, start: number, end = text.length): number {
  let position = start;
  while (position < end && isSpaceCode(text.charCodeAt(position))) {
    position++;
  }
  return position;
}

/** Index behind the last character in `text` from `start` to before `end` that is no white space; `start` if none. */
export function skipSpaceBack(text: string, start: number, end = text.length): number {
  let position = end;
  while (position > start && isSpaceCode(text.charCodeAt(position - 1))) {
    position--;
  }
  return position;
}
