import { posix } from 'node:path';
import type { PlainInstruction } from '../../dockerfile/instructions.ts';
import type { Read } from './read.ts';

/** A source before its variables are replaced. */
export interface WrittenSource {
  readonly instruction: Read['instruction'];
  readonly written: string;
  /** Whether `*`, `?` and brackets stand for other characters. */
  readonly wildcards: boolean;
  readonly parents: boolean;
}

/** What an instruction reads from the context: not from stages, images, URLs, or here-documents. */
export function sourcesOf(instruction: PlainInstruction): WrittenSource[] {
  switch (instruction.keyword) {
    case 'COPY':
    case 'ADD':
      return copySources(instruction, instruction.keyword);
    case 'RUN':
      return instruction.flags.flatMap(({ name, value }) =>
        name === 'mount' ? mountSources(value ?? '') : [],
      );
    default:
      return [];
  }
}

function copySources({ flags, argument }: PlainInstruction, instruction: 'COPY' | 'ADD'): WrittenSource[] {
  if (flags.some(({ name, value = '' }) => name === 'from' && value !== '')) return [];
  const parents = flags.some(({ name, value }) => name === 'parents' && value !== 'false');
  const json = jsonWords(argument);
  const words = json ?? argument.split(/[\t\v\f\r ]+/).filter((word) => word !== '');
  return words
    .slice(0, -1)
    .filter(
      (word) => (json !== undefined || !/^\d*<<-?/.test(word)) && !(instruction === 'ADD' && isRemote(word)),
    )
    .map((written) => ({ instruction, written, wildcards: true, parents }));
}

/** What ADD fetches from elsewhere (docs.docker.com, ADD). */
function isRemote(source: string): boolean {
  return /^(?:https?|git|ssh):\/\/|^git@/i.test(source);
}

/** `--mount=type=bind,source=…`; bind is the standard type, and the whole context the standard source. */
function mountSources(options: string): WrittenSource[] {
  const values = new Map(
    options.split(',').map((option) => {
      const [key = '', ...value] = option.replace(/^\s*"|"\s*$/g, '').split('=');
      return [key.trim().toLowerCase(), value.join('=')];
    }),
  );
  const type = values.get('type') ?? 'bind';
  if (type.includes('$') || type.toLowerCase() === 'bind') {
    if ((values.get('from') ?? '') !== '') return [];
    const written = values.get('source') ?? values.get('src') ?? '.';
    return [{ instruction: 'RUN --mount', written, wildcards: false, parents: false }];
  }
  return [];
}

function jsonWords(argument: string): readonly string[] | undefined {
  if (!argument.startsWith('[')) return undefined;
  try {
    const words: unknown = JSON.parse(argument);
    return Array.isArray(words) && words.every((word) => typeof word === 'string') ? words : undefined;
  } catch {
    return undefined;
  }
}

/** The read of a source whose variables are replaced, or undefined if it turned out to be no path. */
export function toRead(source: WrittenSource, text: string, line: number): Read | undefined {
  if (source.instruction === 'ADD' && isRemote(text)) return undefined;
  const path = posix.normalize(`/${text}`).replace(/^\/+|\/+$/g, '');
  return {
    line,
    instruction: source.instruction,
    written: source.written,
    path,
    matching:
      source.parents && path !== ''
        ? 'parents'
        : source.wildcards && /[*?[\\]/.test(path)
          ? 'wildcard'
          : 'literal',
    outside: /^\.\.(?:\/|$)/.test(posix.normalize(text.replace(/^\/+/, ''))),
  };
}
