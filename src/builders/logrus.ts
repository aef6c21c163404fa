import type { LogLevel } from './builder.ts';

/** The level of what a builder itself says. */
export type MessageLevel = Exclude<LogLevel, 'output'>;

/** One message of a program that logs with github.com/sirupsen/logrus, as kaniko and buildah do. */
export interface LogrusRecord {
  readonly level: MessageLevel;
  /** May hold newlines. */
  readonly message: string;
}

const color =
  // eslint-disable-next-line no-control-regex -- the level is coloured
  /^(?:\x1b\[\d+m)?(TRAC|DEBU|INFO|WARN|ERRO|FATA|PANI)(?:\x1b\[0m)?\[(?:\d{4,}|\d{4}-\d\d-\d\dT[0-9:]+(?:Z|[+-]\d\d:\d\d))\] (.*)$/;
const text = /^time="[^"]+" level=(\w+) msg=("(?:[^"\\]|\\.)*"|(?!")\S*)(?: \w+=.*)?$/;

const levels: Readonly<Record<string, MessageLevel>> = {
  trac: 'debug',
  debu: 'debug',
  info: 'info',
  warn: 'warning',
  erro: 'error',
  fata: 'error',
  pani: 'error',
};

/** Reads a line in any of logrus's three formats (color, text, json); undefined when it is something else. */
export function readLogrus(line: string): LogrusRecord | undefined {
  return readColor(line) ?? readText(line) ?? readJson(line);
}

function readColor(line: string): LogrusRecord | undefined {
  const [, level, message] = color.exec(line) ?? [];
  // The message is padded to 44 columns.
  return record(level, message?.trimEnd());
}

function readText(line: string): LogrusRecord | undefined {
  if (!line.startsWith('time="')) return undefined;
  const [, level, message] = text.exec(line) ?? [];
  return record(level, message?.startsWith('"') === true ? unquote(message) : message);
}

function readJson(line: string): LogrusRecord | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const value = JSON.parse(line) as Partial<Record<string, unknown>>;
    const { level, msg, time } = value;
    const isRecord = typeof level === 'string' && typeof msg === 'string' && typeof time === 'string';
    return isRecord ? record(level, msg) : undefined;
  } catch {
    return undefined;
  }
}

function record(level: string | undefined, message: string | undefined): LogrusRecord | undefined {
  const known = level === undefined ? undefined : levels[level.slice(0, 4).toLowerCase()];
  return known === undefined || message === undefined ? undefined : { level: known, message };
}

const namedEscapes: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

const escape = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))/gs;

/** Undoes Go's strconv.Quote. */
function unquote(quoted: string): string {
  const decode = (whole: string, x?: string, u?: string, U?: string, one?: string): string => {
    const code = x ?? u ?? U;
    if (code !== undefined) return codePoint(Number.parseInt(code, 16)) ?? whole;
    return one === undefined ? whole : (namedEscapes[one] ?? one);
  };
  return quoted.slice(1, -1).replace(escape, decode);
}

function codePoint(code: number): string | undefined {
  return code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}

const labels: Readonly<Record<MessageLevel, string>> = {
  debug: 'DEBUG',
  info: 'INFO ',
  warning: 'WARN ',
  error: 'ERROR',
};

/** A builder's own message for people: `INFO  RUN make`. */
export function labelled(level: MessageLevel, message: string): string {
  return `${labels[level]} ${message}`;
}
