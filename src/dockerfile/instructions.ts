import { heredocsOf, skipHeredocs } from './heredoc.ts';

/** One instruction of a Dockerfile, ONBUILD included. */
export interface Instruction {
  /** Upper case, `''` for a line of nothing but garbage. */
  readonly keyword: string;
  /** `--name=value` or `--name`, in order. */
  readonly flags: readonly string[];
  /** What follows the flags, on one line. */
  readonly argument: string;
  /** The whole instruction on one line, as builders print it: continued lines joined, comments left out. */
  readonly text: string;
  /** Lines count from 1; the end is the last line that belongs to it, a heredoc's included. */
  readonly startLine: number;
  readonly endLine: number;
}

/** The instructions of a Dockerfile in order. Never throws: what is no instruction stays one with its first word. */
export function parseInstructions(dockerfile: string): readonly Instruction[] {
  const lines = dockerfile.replace(/^\uFEFF/, '').split(/\r?\n/);
  const continued = continuation(escapeCharacter(lines));
  const instructions: Instruction[] = [];
  for (let line = 0; line < lines.length;) {
    const start = line;
    if (isBlankOrComment(lines[line] ?? '')) {
      line++;
      continue;
    }
    const parts: string[] = [];
    let more = true;
    while (more && line < lines.length) {
      const current = lines[line++] ?? '';
      // Blank lines and comments inside a continued instruction neither belong to it nor end it.
      if (parts.length > 0 && isBlankOrComment(current)) continue;
      more = continued.test(current);
      parts.push(more ? current.replace(continued, '') : current);
    }
    const text = parts.join('').trim();
    line = skipHeredocs(lines, line, heredocsOf(text));
    instructions.push({ ...split(text), text, startLine: start + 1, endLine: line });
  }
  return instructions;
}

function isBlankOrComment(line: string): boolean {
  return /^\s*(?:#|$)/.test(line);
}

/** Parser directives stand at the very top, one a line. */
function escapeCharacter(lines: readonly string[]): '\\' | '`' {
  for (const line of lines) {
    const directive = /^\s*#\s*([a-z]+)\s*=\s*(\S+)\s*$/i.exec(line);
    if (directive === null) return '\\';
    if (directive[1]?.toLowerCase() === 'escape') return directive[2] === '`' ? '`' : '\\';
  }
  return '\\';
}

/** An escape character at the end of a line, spaces behind it allowed. */
function continuation(escape: '\\' | '`'): RegExp {
  return escape === '`' ? /`[ \t]*$/ : /\\[ \t]*$/;
}

function split(text: string): Pick<Instruction, 'keyword' | 'flags' | 'argument'> {
  const keyword = /^\S+/.exec(text)?.[0] ?? '';
  const flags: string[] = [];
  let rest = text.slice(keyword.length).trimStart();
  for (;;) {
    const flag = /^--\S+/.exec(rest)?.[0];
    if (flag === undefined) break;
    flags.push(flag);
    rest = rest.slice(flag.length).trimStart();
  }
  return { keyword: keyword.toUpperCase(), flags, argument: rest };
}
