import { byteString } from '../utf8.ts';

/**
 * Whether a pattern matches a whole name as Go's `path/filepath.Match` says on Linux, or `'malformed'`. Works on bytes, and
 * finds a fault only where it gets to, as Go does: the first text between stars that is not found ends the search.
 * A star takes as little as the next text allows and never more: time grows with the product of the lengths.
 */
export function fileMatch(pattern: string, name: string): boolean | 'malformed' {
  const bytes = byteString(name);
  let at = 0;
  for (const { star, text, last } of chunks(byteString(pattern))) {
    if (star && text === '') return !bytes.includes('/', at);
    const end = findChunk(text, bytes, at, star, last);
    if (typeof end !== 'number') return end;
    at = end;
  }
  return at === bytes.length;
}

/** Whether any part of the pattern is malformed, be it where {@link fileMatch} never gets to. */
export function isMalformed(pattern: string): boolean {
  return chunks(byteString(pattern)).some(({ text }) => matchChunk(text, '', 0) === 'malformed');
}

interface Chunk {
  /** At least one star stands before it. */
  readonly star: boolean;
  readonly text: string;
  readonly last: boolean;
}

function chunks(pattern: string): Chunk[] {
  const found: Chunk[] = [];
  let at = 0;
  while (at < pattern.length) {
    const start = at;
    while (pattern[at] === '*') at++;
    const end = chunkEnd(pattern, at);
    found.push({ star: at > start, text: pattern.slice(at, end), last: end === pattern.length });
    at = end;
  }
  return found;
}

/** Where the next star is that stands outside brackets. */
function chunkEnd(pattern: string, start: number): number {
  let inClass = false;
  for (let at = start; at < pattern.length; at++) {
    const character = pattern[at];
    if (character === '\\') at++;
    else if (character === '[') inClass = true;
    else if (character === ']') inClass = false;
    else if (character === '*' && !inClass) return at;
  }
  return pattern.length;
}

/** Where the chunk ends in the name; false if it is not there. */
function findChunk(
  text: string,
  name: string,
  start: number,
  star: boolean,
  last: boolean,
): number | false | 'malformed' {
  for (let at = start; ; at++) {
    const end = matchChunk(text, name, at);
    if (end === 'malformed') return end;
    if (end !== false && (!last || end === name.length)) return end;
    // A star does not take a slash.
    if (!star || at >= name.length || name[at] === '/') return false;
  }
}

function matchChunk(chunk: string, name: string, start: number): number | false | 'malformed' {
  let position = 0;
  let at = start;
  let failed = false;
  while (position < chunk.length) {
    failed ||= at >= name.length;
    const character = chunk[position];
    if (character === '[') {
      const { rune, width } = decode(name, at);
      const read = readClass(chunk, position + 1, rune);
      if (read === undefined) return 'malformed';
      failed ||= !read.holds;
      position = read.end;
      at += width;
    } else if (character === '?') {
      failed ||= name[at] === '/';
      at += decode(name, at).width;
      position++;
    } else {
      if (character === '\\') position++;
      if (position >= chunk.length) return 'malformed';
      failed ||= chunk[position] !== name[at];
      position++;
      at++;
    }
  }
  return failed ? false : at;
}

/** The class that begins behind a bracket: whether the rune belongs to it, and where the text after it begins. */
function readClass(chunk: string, start: number, rune: number): { holds: boolean; end: number } | undefined {
  const negated = chunk[start] === '^';
  let at = negated ? start + 1 : start;
  let found = false;
  for (let ranges = 0; ; ranges++) {
    if (chunk[at] === ']' && ranges > 0) return { holds: found !== negated, end: at + 1 };
    const low = readMember(chunk, at);
    if (low === undefined) return undefined;
    at = low.end;
    let high = low;
    if (chunk[at] === '-') {
      const other = readMember(chunk, at + 1);
      if (other === undefined) return undefined;
      high = other;
      at = other.end;
    }
    found ||= low.rune <= rune && rune <= high.rune;
  }
}

function readMember(chunk: string, start: number): { rune: number; end: number } | undefined {
  if (chunk[start] === '-' || chunk[start] === ']') return undefined;
  const at = chunk[start] === '\\' ? start + 1 : start;
  if (at >= chunk.length) return undefined;
  const { rune, width } = decode(chunk, at);
  const end = at + width;
  // Something must follow, if only the closing bracket.
  return (rune === INVALID && width === 1) || end >= chunk.length ? undefined : { rune, end };
}

const INVALID = 0xfffd;

/** The character that begins at a byte; one byte that is none is U+FFFD. */
function decode(bytes: string, at: number): { rune: number; width: number } {
  const first = bytes.charCodeAt(at);
  if (Number.isNaN(first) || first < 0x80) return { rune: first, width: 1 };
  const width = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  const text = Buffer.from(bytes.slice(at, at + width), 'latin1').toString('utf8');
  const rune = text.codePointAt(0) ?? INVALID;
  const whole = Buffer.byteLength(text) === width && text.length === (rune > 0xffff ? 2 : 1);
  const genuine = whole && (rune !== INVALID || bytes.slice(at, at + 3) === '\xef\xbf\xbd');
  return genuine ? { rune, width } : { rune: INVALID, width: 1 };
}
