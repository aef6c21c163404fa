import { escapeToken, type EscapeToken } from './directives.ts';
import { splitFlags, type Flag } from './flags.ts';
import { heredocsOf } from './heredoc.ts';

/** One instruction of a Dockerfile. */
export interface Instruction {
  /** Upper case. */
  readonly keyword: string;
  readonly flags: readonly Flag[];
  /** What follows keyword and flags, on one line, as written otherwise. */
  readonly argument: string;
  /** The whole instruction on one line, without comments, otherwise as written: kaniko's log shows it so. */
  readonly text: string;
  /** 1-based, of the keyword. */
  readonly startLine: number;
  /** 1-based, of the last line that belongs to it, a here-document's delimiter included. */
  readonly endLine: number;
}

/**
 * The instructions of a Dockerfile, by the rules of BuildKit's parser, which every builder uses. Unknown keywords are
 * kept. Never throws; takes time in proportion to the text's length.
 */
export function parseInstructions(text: string): Instruction[] {
  const lines = splitLines(text);
  const escape = escapeToken(lines);
  const instructions: Instruction[] = [];
  for (let index = 0; index < lines.length;) {
    const joined = joinLines(lines, index, escape);
    if (joined.text === '') {
      index = joined.next;
      continue;
    }
    const next = skipHeredocs(lines, joined);
    instructions.push(toInstruction(joined.text, index + 1, next, escape));
    index = next;
  }
  return instructions;
}

/** The lines without their ends. Their trailing space stays: it may follow a continuation character. */
export function splitLines(text: string): string[] {
  const lines = text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .map(withoutCarriageReturns);
  // What follows the last line's end is no line.
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

function withoutCarriageReturns(line: string): string {
  let end = line.length;
  while (line[end - 1] === '\r') {
    end--;
  }
  return line.slice(0, end);
}

interface Joined {
  /** Trimmed; empty where there is only space or a comment. */
  readonly text: string;
  /** Index of the line after it. */
  readonly next: number;
}

/** Puts a line and those that continue it together; comments and blank lines between them drop out. */
function joinLines(lines: readonly string[], start: number, escape: EscapeToken): Joined {
  const parts: string[] = [];
  let index = start;
  for (; index < lines.length; index++) {
    const line = lines[index] ?? '';
    const content = line.trimStart();
    const first = index === start;
    if (content.startsWith('#') || content === '') {
      if (first) {
        return { text: '', next: index + 1 };
      }
      continue;
    }
    const { kept, continues } = cutContinuation(first ? content : line, escape);
    parts.push(kept);
    if (!continues) {
      index++;
      break;
    }
  }
  return { text: parts.join('').trim(), next: index };
}

/** Cuts the escape character at the line's end, unless another one stands before it. */
function cutContinuation(line: string, escape: EscapeToken): { kept: string; continues: boolean } {
  let end = line.length;
  while (line[end - 1] === ' ' || line[end - 1] === '\t') {
    end--;
  }
  const continues = line[end - 1] === escape && line[end - 2] !== escape;
  return { kept: continues ? line.slice(0, end - 1) : line, continues };
}

/** Index of the line after the instruction's here-documents; one that is never ended takes all the rest. */
function skipHeredocs(lines: readonly string[], { text, next }: Joined): number {
  let index = next;
  for (const { delimiter, stripTabs } of heredocsOf(text)) {
    while (index < lines.length) {
      const line = lines[index++] ?? '';
      if ((stripTabs ? line.replace(/^\t+/, '') : line) === delimiter) {
        break;
      }
    }
  }
  return index;
}

function toInstruction(text: string, startLine: number, endLine: number, escape: EscapeToken): Instruction {
  const [, keyword = '', argument = ''] = /^(\S+)\s*([\s\S]*)$/.exec(text) ?? [];
  const { flags, rest } = splitFlags(argument, escape);
  return { keyword: keyword.toUpperCase(), flags, argument: rest, text, startLine, endLine };
}
