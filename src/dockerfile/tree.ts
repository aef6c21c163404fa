import type { Directive, EscapeToken } from './directives.ts';
import type { JoinedText } from './joined-text.ts';
import type { Lines } from './lines.ts';
import type { Span, Word } from './span.ts';

/** A whole Dockerfile. What no node covers is white space: text → tree → text is the identity. */
export interface DockerfileTree {
  readonly text: string;
  readonly lines: Lines;
  readonly escape: EscapeToken;
  readonly directives: readonly Directive[];
  /** Outermost ones, in order; what ONBUILD triggers is inside it. */
  readonly instructions: readonly Instruction[];
  /** All comments, those inside instructions too, in order; directives are none. */
  readonly comments: readonly Comment[];
}

/** A comment line, from its `#` to the line's end. */
export interface Comment extends Span {
  /** Behind the `#`, trimmed. */
  readonly text: string;
  /** From 0. */
  readonly line: number;
}

/** One instruction, from its keyword to the end of its last line, here-documents included. */
export interface Instruction extends Span {
  /** Upper case. */
  readonly name: string;
  readonly keyword: Word;
  readonly flags: readonly Flag[];
  /** The whole of it on one line, trimmed, without comments and here-documents. */
  readonly whole: JoinedText;
  /** What follows keyword and flags, trimmed. */
  readonly argument: JoinedText;
  /** Of the JSON form (`["a", "b"]`), for the instructions that have one; undefined where it is not in that form. */
  readonly json: readonly JsonItem[] | undefined;
  readonly heredocs: readonly Heredoc[];
  /** Blank lines between its continued lines. */
  readonly emptyLines: readonly Span[];
  /** What ONBUILD triggers. */
  readonly trigger: Instruction | undefined;
  /** From 0, of the keyword. */
  readonly startLine: number;
  /** From 0, of the last line that belongs to it, a here-document's end included. */
  readonly endLine: number;
}

/** An option: `--from=build` or `--link`. */
export interface Flag extends Word {
  /** Without dashes, as written otherwise. */
  readonly name: string;
  /** Quotes and escapes removed; absent where there is no `=`. */
  readonly value?: string;
}

/** A string of the JSON form, with its quotes. */
export interface JsonItem extends Word {
  readonly value: string;
}

/** A here-document of RUN, COPY or ADD. */
export interface Heredoc {
  /** `<<EOF`, `3<<-"EOF"`. */
  readonly operator: Word;
  /** File descriptor; 0 where none is written. */
  readonly fd: number;
  /** The line that ends it. */
  readonly delimiter: string;
  /** `<<-`: tabs at the begin of its lines do not count. */
  readonly stripTabs: boolean;
  /** Variables are replaced: no part of the delimiter is in quotes; to builders an escape is none. */
  readonly expands: boolean;
  /** Its lines, with their ends; empty where it has none. */
  readonly body: Span;
  /** The line that ends it; absent where the file ends first. */
  readonly end?: Span;
}
