/** One finding in ShellCheck's `json1`. */
export interface ShellcheckComment {
  readonly line: number;
  readonly endLine: number;
  readonly column: number;
  readonly endColumn: number;
  readonly level: 'error' | 'warning' | 'info' | 'style';
  /** Without `SC`. */
  readonly code: number;
  readonly message: string;
  /** Empty where there is no fix. */
  readonly replacements: readonly Replacement[];
}

/** A piece of the script that a fix replaces; an insertion where it is empty. */
export interface Replacement {
  readonly line: number;
  readonly endLine: number;
  readonly column: number;
  readonly endColumn: number;
  readonly replacement: string;
}

/** Reads ShellCheck's output; what has not the expected form is left out. Never throws. */
export function readComments(output: string): ShellcheckComment[] {
  try {
    const read: unknown = JSON.parse(output);
    return isRecord(read) && Array.isArray(read['comments']) ? read['comments'].flatMap(readComment) : [];
  } catch {
    return [];
  }
}

function readComment(read: unknown): ShellcheckComment[] {
  if (!isRecord(read) || !isPlace(read)) {
    return [];
  }
  const { line, endLine, column, endColumn, level, code, message, fix } = read;
  if (!isLevel(level) || typeof code !== 'number' || typeof message !== 'string') {
    return [];
  }
  const list = isRecord(fix) && Array.isArray(fix['replacements']) ? fix['replacements'] : [];
  const replacements = list.filter(isReplacement);
  return [
    {
      ...{ line, endLine, column, endColumn, level, code, message },
      replacements: replacements.length === list.length ? replacements : [],
    },
  ];
}

function isLevel(level: unknown): level is ShellcheckComment['level'] {
  return level === 'error' || level === 'warning' || level === 'info' || level === 'style';
}

function isReplacement(read: unknown): read is Replacement {
  return isRecord(read) && isPlace(read) && typeof read['replacement'] === 'string';
}

type Place = Pick<Replacement, 'line' | 'endLine' | 'column' | 'endColumn'>;

function isPlace(read: Record<string, unknown>): read is Record<string, unknown> & Place {
  return ['line', 'endLine', 'column', 'endColumn'].every((name) => Number.isSafeInteger(read[name]));
}

function isRecord(read: unknown): read is Record<string, unknown> {
  return typeof read === 'object' && read !== null;
}
