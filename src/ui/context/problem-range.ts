import type { ContextProblem } from '../../context/problem.ts';

/** Where in a text; lines and characters count from 0. */
export interface WordRange {
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

/** Lines of one instruction that are looked through. */
const MOST_LINES = 200;

/** The word of a problem: the first on its line, or on those that continue it; without a word, the line's text. */
export function wordRange(
  lines: readonly string[],
  { line, word }: Pick<ContextProblem, 'line' | 'word'>,
): WordRange {
  const first = Math.min(Math.max(line - 1, 0), Math.max(lines.length - 1, 0));
  if (word !== '') {
    for (const [index, text] of lines.slice(first, first + MOST_LINES).entries()) {
      const start = indexOfWord(text, word);
      if (start !== -1) return { line: first + index, start, end: start + word.length };
      // The instruction ends here: a backslash, or a backtick on Windows, continues it; comments may lie between.
      if (!/[\\`]\s*$/.test(text) && !/^\s*#/.test(text)) break;
    }
  }
  const text = lines[first] ?? '';
  const end = text.trimEnd().length;
  return { line: first, start: Math.min(text.length - text.trimStart().length, end), end };
}

/** Where the word stands alone; else where it is part of another. */
function indexOfWord(text: string, word: string): number {
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    if (isEdge(text.charAt(at - 1)) && isEdge(text.charAt(at + word.length))) return at;
  }
  return text.indexOf(word);
}

function isEdge(character: string): boolean {
  return /^[\s"',=[\]!]?$/.test(character);
}
