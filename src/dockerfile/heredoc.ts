import type { JoinedText } from './joined-text.ts';
import { parseJsonList } from './json-form.ts';
import type { Heredoc } from './tree.ts';

/** What an instruction's own line says of a here-document. */
export type HeredocWord = Omit<Heredoc, 'body' | 'end'>;

/**
 * The here-documents that an instruction announces, in the order in which they follow. Only RUN, COPY and ADD have
 * them, also behind ONBUILD, and not in their JSON form.
 */
export function heredocWords(whole: JoinedText): HeredocWord[] {
  if (!whole.text.includes('<<')) {
    return [];
  }
  const [lead = '', name = ''] = /^(?:ONBUILD\s+)?(\S+)\s*/i.exec(whole.text) ?? [];
  if (
    !['RUN', 'COPY', 'ADD'].includes(name.toUpperCase()) ||
    parseJsonList(whole.text.slice(lead.length)) !== undefined
  ) {
    return [];
  }
  return shellWords(whole.text).flatMap(({ start, end }) => toHeredoc(whole, start, end) ?? []);
}

/** A word is one when it is nothing but a file descriptor, the operator and the delimiter. */
function toHeredoc(whole: JoinedText, start: number, end: number): HeredocWord | undefined {
  const word = whole.text.slice(start, end);
  const [, fd = '', dash, written = ''] = /^(\d*)<<(-?)\s*([^<]*)$/.exec(word) ?? [];
  const delimiter = written.replace(/\\([\s\S])|['"]/g, '$1');
  if (dash === undefined || delimiter === '') {
    return undefined;
  }
  return {
    operator: whole.word(start, end),
    fd: Number(fd),
    delimiter,
    stripTabs: dash === '-',
    expands: !/['"]/.test(written),
  };
}

interface Piece {
  readonly start: number;
  readonly end: number;
}

/** Where a shell splits words, quotes and escapes heeded; space behind `<<` does not split, behind `<<-` it does. None if a quote stays open. */
function shellWords(text: string): Piece[] {
  const token = /<<-|<<[ \t]*|\\[\s\S]?|'[^']*'|"(?:\\[\s\S]|[^"\\])*"|\s+|[^\s<\\'"]+|[\s\S]/g;
  const words: Piece[] = [];
  let start = 0;
  for (const { 0: part, index } of text.matchAll(token)) {
    if (part === "'" || part === '"') {
      return [];
    }
    if (/^\s/.test(part)) {
      words.push({ start, end: index });
      start = index + part.length;
    }
  }
  words.push({ start, end: text.length });
  return words;
}
