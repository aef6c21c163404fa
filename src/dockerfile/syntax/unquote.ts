import type { EscapeToken } from '../directives.ts';

/** What a word of ENV, LABEL or ARG says: without quotes and escapes; variables stay as written. */
export function unquote(written: string, escape: EscapeToken): string {
  if (!/["'\\`]/.test(written)) {
    return written;
  }
  let value = '';
  let quote: string | undefined;
  for (let position = 0; position < written.length; position++) {
    const character = written.charAt(position);
    if (character === escape && quote !== "'") {
      position++;
      // In double quotes only quotes, variables and the escape itself need one; it stays in front of others.
      const next = written.charAt(position);
      value += quote === undefined || next === '"' || next === '$' || next === escape ? next : escape + next;
    } else if (character === quote) {
      quote = undefined;
    } else if (quote === undefined && (character === '"' || character === "'")) {
      quote = character;
    } else {
      value += character;
    }
  }
  return value;
}
