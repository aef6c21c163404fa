/** What Go's unicode.IsSpace calls white space, and so builders. JavaScript's `\s` has U+FEFF more and U+0085 less. */
const space = /[\t-\r \u0085\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]/;

export function isSpace(character: string): boolean {
  return character === ' ' || (character !== '' && space.test(character));
}

/** Index of the first character in `text` from `start` to before `end` that is no white space; `end` if there is none. */
export function skipSpace(text: string, start: number, end = text.length): number {
  let position = start;
  while (position < end && isSpace(text.charAt(position))) {
    position++;
  }
  return position;
}

/** Index behind the last character in `text` from `start` to before `end` that is no white space; `start` if none. */
export function skipSpaceBack(text: string, start: number, end = text.length): number {
  let position = end;
  while (position > start && isSpace(text.charAt(position - 1))) {
    position--;
  }
  return position;
}
