import type { EscapeToken } from './directives.ts';
import { readFlags } from './flags.ts';
import { heredocWords, type HeredocWord } from './heredoc.ts';
import { JoinedText } from './joined-text.ts';
import { readJson } from './json-form.ts';
import type { Lines } from './lines.ts';
import type { Span } from './span.ts';
import type { Comment, Heredoc, Instruction } from './tree.ts';
import { skipSpace, skipSpaceBack } from './white-space.ts';

/** An instruction's lines, put together. */
interface Joined {
  readonly whole: JoinedText;
  readonly emptyLines: readonly Span[];
  /** The line behind all of them. */
  readonly next: number;
}

/** Reads instructions out of a Dockerfile's lines. */
export class InstructionReader {
  /** Without what follows the last line's end, which is no line. */
  readonly lineCount: number;
  readonly #text: string;
  readonly #lines: Lines;
  readonly #escape: EscapeToken;
  readonly #comments: Comment[];

  /** `comments` gets those that are passed on the way. */
  constructor(text: string, lines: Lines, escape: EscapeToken, comments: Comment[]) {
    this.#text = text;
    this.#lines = lines;
    this.#escape = escape;
    this.#comments = comments;
    this.lineCount = text === '' || text.endsWith('\n') ? lines.count - 1 : lines.count;
  }

  /** The instruction that begins on the line, if one does, and the line behind it. */
  readAt(line: number): { instruction?: Instruction; next: number } {
    const joined = this.#join(line);
    if (joined.whole.text === '') {
      return { next: joined.next };
    }
    const heredocs: Heredoc[] = [];
    let next = joined.next;
    for (const word of heredocWords(joined.whole)) {
      const { heredoc, after } = this.#heredoc(word, next);
      heredocs.push(heredoc);
      next = after;
    }
    const end =
      heredocs.length > 0 ? this.#lines.end(next - 1) : joined.whole.offsetAt(joined.whole.text.length);
    const place = { startLine: line, endLine: next - 1, end };
    return { instruction: this.#instruction(joined, heredocs, place), next };
  }

  /** Puts a line and those that continue it together; comments and blank lines between them drop out. */
  #join(first: number): Joined {
    let text = '';
    const joinedAt: number[] = [];
    const sourceAt: number[] = [];
    const emptyLines: Span[] = [];
    let line = first;
    for (; line < this.lineCount; line++) {
      const start = this.#contentStart(line);
      const end = this.#lines.end(line);
      const content = skipSpace(this.#text, start, end);
      if (content === end || this.#text[content] === '#') {
        if (content < end) {
          this.#comments.push(this.#comment(content, end, line));
        } else if (line > first) {
          emptyLines.push({ start: this.#lines.start(line), end });
        }
        if (line === first) {
          line++;
          break;
        }
        continue;
      }
      const from = line === first ? content : start;
      const cut = this.#continuation(from, end);
      joinedAt.push(text.length);
      sourceAt.push(from);
      text += this.#text.slice(from, cut ?? end);
      if (cut === undefined) {
        line++;
        break;
      }
    }
    const lead = skipSpace(text, 0);
    const whole = new JoinedText(text, joinedAt, sourceAt).slice(lead, skipSpaceBack(text, lead));
    return { whole, emptyLines, next: line };
  }

  #contentStart(line: number): number {
    return line === 0 && this.#text.startsWith('\uFEFF') ? 1 : this.#lines.start(line);
  }

  #comment(start: number, lineEnd: number, line: number): Comment {
    const end = skipSpaceBack(this.#text, start, lineEnd);
    return { start, end, line, text: this.#text.slice(start + 1, end).trim() };
  }

  /** Offset of the escape character that continues the line; one behind another of its kind does not. */
  #continuation(start: number, lineEnd: number): number | undefined {
    let end = lineEnd;
    while (end > start && (this.#text[end - 1] === ' ' || this.#text[end - 1] === '\t')) {
      end--;
    }
    const escapes = end > start && this.#text[end - 1] === this.#escape;
    return escapes && !(end - 1 > start && this.#text[end - 2] === this.#escape) ? end - 1 : undefined;
  }

  /** The here-document whose lines begin at `first`. */
  #heredoc(word: HeredocWord, first: number): { heredoc: Heredoc; after: number } {
    const begin = this.#lines.start(first);
    for (let line = first; line < this.lineCount; line++) {
      let start = this.#lines.start(line);
      const end = this.#lines.end(line);
      while (word.stripTabs && start < end && this.#text[start] === '\t') {
        start++;
      }
      if (end - start === word.delimiter.length && this.#text.startsWith(word.delimiter, start)) {
        const body = { start: begin, end: this.#lines.start(line) };
        return { heredoc: { ...word, body, end: { start, end } }, after: line + 1 };
      }
    }
    return { heredoc: { ...word, body: { start: begin, end: this.#text.length } }, after: this.lineCount };
  }

  #instruction(
    { whole, emptyLines }: Omit<Joined, 'next'>,
    heredocs: readonly Heredoc[],
    place: Pick<Instruction, 'startLine' | 'endLine' | 'end'>,
    inside = false,
  ): Instruction {
    // Other white space, such as a no-break space, is part of the word to builders.
    const length = whole.text.search(/[\t\v\f\r ]|$/);
    const keyword = whole.word(0, length);
    const name = keyword.text.toUpperCase();
    const behind = whole.slice(length);
    const { flags, argument } = readFlags(behind, this.#escape);
    const json = readJson(name, argument);
    // No builder takes an ONBUILD inside another; following them would let hostile text use up the stack.
    const trigger =
      name === 'ONBUILD' && !inside && argument.text !== ''
        ? this.#instruction({ whole: argument, emptyLines }, heredocs, place, true)
        : undefined;
    return {
      start: keyword.start,
      end: place.end,
      startLine: place.startLine,
      endLine: place.endLine,
      name,
      keyword,
      flags,
      whole,
      argument,
      json,
      heredocs,
      emptyLines,
      trigger,
    };
  }
}
