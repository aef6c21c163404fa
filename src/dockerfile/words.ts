import type { EscapeToken } from './directives.ts';
import type { JoinedText } from './joined-text.ts';
import type { Word } from './span.ts';
import { isSpace } from './white-space.ts';

/** The words between plain white space (no-break and other spaces are part of words), as FROM, EXPOSE and the shell form of COPY have them. */
export function fields(text: JoinedText): Word[] {
  const words: Word[] = [];
  const { length } = text.text;
  for (let start = 0; start < length;) {
    let end = start;
    while (end < length && !isPlainSpace(text.text.charCodeAt(end))) {
      end++;
    }
    if (end > start) {
      words.push(text.word(start, end));
    }
    start = end + 1;
  }
  return words;
}

/** Of ASCII what does not end a line. */
function isPlainSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13 && code !== 10);
}

/** What may end a word, or keep something else from ending it. */
const notable = /["'`\\\s\u0085]/g;

/** Index behind the word that begins at `start`: of the first white space that is neither quoted nor escaped. */
export function wordEnd(text: string, start: number, escape: EscapeToken): number {
  let quote: string | undefined;
  notable.lastIndex = start;
  for (let found = notable.exec(text); found !== null; found = notable.exec(text)) {
    const [character] = found;
    const position = found.index;
    if (character === escape && quote !== "'") {
      notable.lastIndex = position + 2;
    } else if (character === quote) {
      quote = undefined;
    } else if (quote === undefined && (character === '"' || character === "'")) {
      quote = character;
    } else if (quote === undefined && isSpace(character)) {
      return position;
    }
  }
  return text.length;
}
