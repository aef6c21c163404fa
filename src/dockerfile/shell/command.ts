import type { Span, Word } from '../span.ts';

/** One call of a program in a RUN body, however deep in `&&`, subshells, loops or here-documents. */
export interface ShellCommand extends Span {
  /**
   * What is called, quotes removed: `apt-get` for `"apt-get"` and `exec apt-get`, with its folder (`/usr/bin/apt-get`);
   * empty where it is not literal.
   */
  readonly name: string;
  /** The word that names it. */
  readonly called: ShellWord;
  /** Behind `called`, options too, redirections not. */
  readonly arguments: readonly ShellWord[];
  /** `VAR=value` in front of it. */
  readonly assignments: readonly Word[];
  /** In a pipeline of several commands, or deeper in one of these, but not in a substitution there. */
  readonly piped: boolean;
}

/** A word of a command. `text` is as written. */
export interface ShellWord extends Word {
  /** Quotes and escapes removed; variables and substitutions stay as written. */
  readonly value: string;
  /** Whether `value` is what the program gets: no variable, substitution or wildcard in it. */
  readonly literal: boolean;
}
