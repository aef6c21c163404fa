import type { Span, Word } from '../span.ts';
import { copyParts } from '../syntax/copy.ts';
import { readPairs, type Pair } from '../syntax/pairs.ts';
import type { DockerfileTree, Flag, Instruction } from '../tree.ts';
import { fields } from '../words.ts';

/** A piece of an instruction in which builders replace variables. */
export interface ExpandedWord {
  readonly text: string;
  /** False in here-documents, where quotes stand for themselves. */
  readonly quotes: boolean;
  /** Where in the file the characters from `start` to before `end` of `text` stand. */
  locate(start: number, end: number): Span;
}

/** Options in which BuildKit replaces variables. */
const expandedFlags: ReadonlySet<string> = new Set(['chown', 'chmod', 'checksum']);

/**
 * Where BuildKit replaces variables in an instruction of a stage and complains of those that are not defined. That is
 * not in what a shell or program replaces (RUN but for its mounts, CMD, ENTRYPOINT, HEALTHCHECK, SHELL), nor in EXPOSE,
 * nor in what ONBUILD triggers.
 */
export function expandedWords(instruction: Instruction, tree: DockerfileTree): ExpandedWord[] {
  const { name, argument, json, flags } = instruction;
  if (!instruction.whole.text.includes('$') && instruction.heredocs.length === 0) {
    return [];
  }
  switch (name) {
    case 'RUN':
      return flags.flatMap((flag) => (flag.name === 'mount' ? ofFlag(flag, flag.value ?? '') : []));
    case 'COPY':
    case 'ADD':
      return [...flags.flatMap(flagValue), ...copied(instruction), ...heredocs(instruction, tree)];
    case 'WORKDIR':
    case 'USER':
    case 'STOPSIGNAL':
      return [ofWord(argument.word(0, argument.text.length))];
    case 'VOLUME':
      return json === undefined ? fields(argument).map(ofWord) : json.map((item) => ofItem(item));
    case 'ENV':
    case 'LABEL':
      return readPairs(instruction, tree.escape).pairs.flatMap(ofPair);
    case 'ARG':
      return readPairs(instruction, tree.escape).pairs.flatMap(({ value }) =>
        value === undefined ? [] : [ofWord(value)],
      );
    default:
      return [];
  }
}

/** The value of an option, quotes removed; its place is the whole option's where the two differ in length. */
export function ofFlag(flag: Flag, value: string): ExpandedWord {
  const lead = flag.text.endsWith(value) ? flag.text.length - value.length : undefined;
  return {
    text: value,
    quotes: true,
    locate: (start, end) => (lead === undefined ? flag : within(flag, lead + start, lead + end)),
  };
}

/** A word as written. */
export function ofWord(word: Word): ExpandedWord {
  return { text: word.text, quotes: true, locate: (start, end) => within(word, start, end) };
}

function flagValue(flag: Flag): ExpandedWord[] {
  const { name, value } = flag;
  return value !== undefined && expandedFlags.has(name) ? [ofFlag(flag, value)] : [];
}

function ofPair({ key, value }: Pair): ExpandedWord[] {
  return value === undefined ? [ofWord(key)] : [ofWord(key), ofWord(value)];
}

function ofItem(item: Word & { readonly value: string }): ExpandedWord {
  const asWritten = item.text.slice(1, -1) === item.value;
  return {
    text: item.value,
    quotes: true,
    locate: (start, end) => (asWritten ? within(item, 1 + start, 1 + end) : item),
  };
}

function copied(instruction: Instruction): ExpandedWord[] {
  const { sources, destination } = copyParts(instruction);
  const paths = [...sources, ...(destination === undefined ? [] : [destination])];
  return paths.flatMap((path) => {
    if (path.heredoc !== undefined) {
      return [];
    }
    return [instruction.json === undefined ? ofWord(path) : ofItem(path)];
  });
}

/** Those that are copied. */
function heredocs(instruction: Instruction, tree: DockerfileTree): ExpandedWord[] {
  return copyParts(instruction).sources.flatMap(({ heredoc }) => {
    if (heredoc?.expands !== true) {
      return [];
    }
    const { start: begin, end } = heredoc.body;
    return {
      text: tree.text.slice(begin, end),
      quotes: false,
      locate: (from: number, to: number) => ({ start: begin + from, end: begin + to }),
    };
  });
}

/** A part of a word; the whole word where lines are continued inside it. */
function within(word: Word, start: number, end: number): Span {
  return word.end - word.start === word.text.length
    ? { start: word.start + start, end: word.start + end }
    : word;
}
