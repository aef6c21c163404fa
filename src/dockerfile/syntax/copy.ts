import { onceFor } from '../once-for.ts';
import type { Word } from '../span.ts';
import type { Flag, Heredoc, Instruction } from '../tree.ts';
import { fields } from '../words.ts';

/** A source or the destination of COPY and ADD. */
export interface CopyPath extends Word {
  /** Of the JSON form without quotes and escapes, else as written, so with quotes and variables. */
  readonly value: string;
  /** The source is this here-document. */
  readonly heredoc?: Heredoc;
}

export interface CopyParts {
  /** `--from`. */
  readonly from: Flag | undefined;
  readonly sources: readonly CopyPath[];
  /** Undefined, where there are fewer than two words. */
  readonly destination: CopyPath | undefined;
}

/** The parts of a COPY or ADD, for which half a dozen rules ask. */
export const copyParts = onceFor(({ flags, argument, json, heredocs }: Instruction): CopyParts => {
  const paths: readonly CopyPath[] =
    json ??
    fields(argument).map((word) => {
      if (heredocs.length === 0) return { ...word, value: word.text };
      // With a space behind `<<` builders read the here-document and then take both words for files.
      const heredoc = heredocs.find(
        ({ operator: { start, end } }) => start === word.start && end <= word.end,
      );
      return { ...word, value: word.text, ...(heredoc === undefined ? {} : { heredoc }) };
    });
  const destination = paths.length > 1 ? paths.at(-1) : undefined;
  return {
    from: flags.find(({ name }) => name === 'from'),
    sources: destination === undefined ? paths : paths.slice(0, -1),
    destination,
  };
});
