/** How an author sets out the commands of a RUN. */
interface Layout {
  /** `&&` at the begin of lines, at their end, or `;`. */
  readonly joint: 'leading' | 'trailing' | ';';
  /** White space that continued lines begin with; absent where all is on one line. */
  readonly indent?: string;
}

/** Reads it from an instruction as written; the last line that shows it counts. */
export function layoutOf(written: string): Layout {
  const lines = written.split(/\r?\n/).filter((line) => !/^\s*(?:#|$)/.test(line));
  for (let index = lines.length - 1; index > 0; index--) {
    const line = lines[index] ?? '';
    const indent = indentOf(line);
    const before = (lines[index - 1] ?? '').trimEnd().slice(0, -1).trimEnd();
    if (line.startsWith('&&', indent.length)) {
      return { joint: 'leading', indent };
    }
    if (before.endsWith('&&')) {
      return { joint: 'trailing', indent };
    }
    if (before.endsWith(';')) {
      return { joint: ';', indent };
    }
  }
  const [, second] = lines;
  const joint = written.includes('&&') || !written.includes(';') ? 'leading' : ';';
  return second === undefined ? { joint } : { joint, indent: indentOf(second) };
}

function indentOf(line: string): string {
  return line.slice(0, line.length - line.trimStart().length);
}
