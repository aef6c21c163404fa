import type { Word } from '../span.ts';
import type { Flag, Instruction } from '../tree.ts';
import { fields } from '../words.ts';

/** What FROM says. */
export interface FromParts {
  /** Empty, where the FROM has none. */
  readonly image: Word;
  readonly platform: Flag | undefined;
  /** The word AS. */
  readonly as: Word | undefined;
  /** The stage's name. */
  readonly alias: Word | undefined;
}

/** The parts of a FROM; AS and name only where both are there. */
export function fromParts({ flags, argument }: Instruction): FromParts {
  const [image = argument.word(0, 0), as, alias] = fields(argument);
  const isNamed = as?.text.toUpperCase() === 'AS' && alias !== undefined;
  return {
    image,
    platform: flags.find(({ name }) => name === 'platform'),
    as: isNamed ? as : undefined,
    alias: isNamed ? alias : undefined,
  };
}
