import { posix } from 'node:path';

/** One pattern of an ignore file, cleaned. */
export interface IgnoreLine {
  /** 1-based. */
  readonly line: number;
  /** As in the file, without the space around it. */
  readonly written: string;
  /** What is matched, without `!`. Empty behind a lone `!`. */
  readonly text: string;
  /** Begins with `!`. */
  readonly reincludes: boolean;
}

/** Docker reads lines into a buffer of this many bytes, the line's end included. */
const LONGEST_LINE = 64 * 1024;

/**
 * The patterns of a .dockerignore, cleaned in the two steps of github.com/moby/patternmatcher v0.6.1: as `ignorefile`
 * reads them and as the matcher then takes them. `#` begins a comment only in the first column, space around a pattern is
 * dropped, `./a//b/` is `a/b`, and one slash at the beginning does not count. `windows`: a backslash separates folders.
 * `tooLong` is the first line that Docker refuses to read; what follows it is not read.
 */
export function readIgnoreFile(
  text: string,
  windows: boolean,
): { readonly lines: IgnoreLine[]; readonly tooLong?: number } {
  const lines: IgnoreLine[] = [];
  for (const [index, whole] of text.split('\n').entries()) {
    const line = index + 1;
    if (whole.length * 3 >= LONGEST_LINE && Buffer.byteLength(whole) >= LONGEST_LINE) {
      return { lines, tooLong: line };
    }
    const content = line === 1 ? whole.replace(/^\uFEFF/, '') : whole;
    const written = trimSpace(content);
    if (!content.startsWith('#') && written !== '') {
      const pattern = takePattern(firstCleaning(windows ? written.replaceAll('\\', '/') : written));
      if (pattern !== undefined) lines.push({ line, written, ...pattern });
    }
  }
  return { lines };
}

function firstCleaning(written: string): string {
  const reincludes = written.startsWith('!');
  const bare = reincludes ? trimSpace(written.slice(1)) : written;
  const cleaned = bare === '' ? '' : clean(bare);
  const relative = cleaned.length > 1 && cleaned.startsWith('/') ? cleaned.slice(1) : cleaned;
  return `${reincludes ? '!' : ''}${relative}`;
}

function takePattern(text: string): { text: string; reincludes: boolean } | undefined {
  const trimmed = trimSpace(text);
  if (trimmed === '') return undefined;
  const cleaned = clean(trimmed);
  return cleaned.startsWith('!')
    ? { text: cleaned.slice(1), reincludes: true }
    : { text: cleaned, reincludes: false };
}

/** The shortest equal path, as Go's filepath.Clean makes it. */
function clean(path: string): string {
  const normal = posix.normalize(path);
  return normal.length > 1 && normal.endsWith('/') ? normal.slice(0, -1) : normal;
}

/** Go's strings.TrimSpace: unlike JavaScript it keeps U+FEFF and drops U+0085. */
function trimSpace(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isSpace(text, start)) start++;
  while (end > start && isSpace(text, end - 1)) end--;
  return text.slice(start, end);
}

function isSpace(text: string, at: number): boolean {
  const character = text.charAt(at);
  return character === '\u0085' || (character !== '\uFEFF' && /\s/.test(character));
}
