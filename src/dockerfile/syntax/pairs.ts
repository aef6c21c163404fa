import type { EscapeToken } from '../directives.ts';
import type { JoinedText } from '../joined-text.ts';
import { onceFor } from '../once-for.ts';
import type { Span, Word } from '../span.ts';
import type { Instruction } from '../tree.ts';
import { skipSpace } from '../white-space.ts';
import { wordEnd } from '../words.ts';
import { unquote } from './unquote.ts';

/** One `key=value` of ENV, LABEL or ARG. */
export interface Pair extends Span {
  /** As written. */
  readonly key: Word;
  /** Without quotes and escapes. */
  readonly name: string;
  /** As written; absent where there is no `=`. */
  readonly value?: Word;
}

export interface Pairs {
  readonly pairs: readonly Pair[];
  /** The old form `ENV key some words`: one pair, whose value takes the rest of the line. */
  readonly legacy: boolean;
}

/** What ENV, LABEL or ARG sets, in order. A word without `=` is a pair without a value. */
export function readPairs(instruction: Instruction, escape: EscapeToken): Pairs {
  // A dozen rules ask for the same.
  return pairsBy[escape](instruction);
}

const pairsBy: Readonly<Record<EscapeToken, (instruction: Instruction) => Pairs>> = {
  '\\': onceFor((instruction) => pairsOf(instruction, '\\')),
  '`': onceFor((instruction) => pairsOf(instruction, '`')),
};

function pairsOf({ name, argument }: Instruction, escape: EscapeToken): Pairs {
  const { text } = argument;
  const pairs: Pair[] = [];
  for (let start = skipSpace(text, 0); start < text.length;) {
    const end = wordEnd(text, start, escape);
    const pair = pairOf(argument, start, end, escape);
    if (name !== 'ARG' && pairs.length === 0 && pair.value === undefined) {
      return { pairs: [legacyPair(argument, escape)], legacy: true };
    }
    pairs.push(pair);
    start = skipSpace(text, end);
  }
  return { pairs, legacy: false };
}

function pairOf(argument: JoinedText, start: number, end: number, escape: EscapeToken): Pair {
  const word = argument.word(start, end);
  const equals = word.text.indexOf('=');
  const key = equals < 0 ? word : argument.word(start, start + equals);
  return {
    start: word.start,
    end: word.end,
    key,
    name: unquote(key.text, escape),
    ...(equals < 0 ? {} : { value: argument.word(start + equals + 1, end) }),
  };
}

function legacyPair(argument: JoinedText, escape: EscapeToken): Pair {
  const { text } = argument;
  // Other white space, such as a no-break space, is part of the name here.
  const end = /[\t\v\f\r ]/.exec(text)?.index ?? text.length;
  const key = argument.word(0, end);
  const value = text.slice(end).search(/[^\t\v\f\r ]/);
  return {
    start: key.start,
    end: argument.offsetAt(text.length),
    key,
    name: unquote(key.text, escape),
    ...(value < 0 ? {} : { value: argument.word(end + value, text.length) }),
  };
}
