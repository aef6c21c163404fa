import type { JoinedText } from '../joined-text.ts';
import type { Word } from '../span.ts';
import type { Instruction } from '../tree.ts';

export interface Healthcheck {
  /** The word CMD or NONE, or what stands in its place; empty where nothing does. */
  readonly type: Word;
  /** What follows it; the JSON form's items are the instruction's. */
  readonly command: JoinedText;
}

/** The parts of a HEALTHCHECK behind its options. */
export function healthcheckParts({ argument }: Instruction): Healthcheck {
  const [lead = '', type = ''] = /^([^\t\v\f\r ]*)[\t\v\f\r ]*/.exec(argument.text) ?? [];
  return { type: argument.word(0, type.length), command: argument.slice(lead.length) };
}
