import type { Lines } from './lines.ts';
import type { Span, Word } from './span.ts';
import { skipSpace, skipSpaceBack } from './white-space.ts';

/** The character that continues a line and quotes the next character. */
export type EscapeToken = '\\' | '`';

/** `# name=value` in the first lines. */
export interface Directive extends Span {
  /** Lower case. */
  readonly name: string;
  /** Trimmed. */
  readonly value: Word;
}

const known: readonly string[] = ['syntax', 'escape', 'check'];
/** Inside it only these are white space to BuildKit, around it all of Unicode's. */
const directive = /^#[\t\f\r ]*([a-z][a-z0-9]*)[\t\f\r ]*=[\t\f\r ]*([^\n]+)$/i;

/**
 * The parser directives of a Dockerfile: the comments of the form `# name=value` at its very begin. A blank line, a
 * comment of another form, an unknown name, no value or a second one of a name ends them.
 */
export function readDirectives(text: string, lines: Lines): Directive[] {
  const found: Directive[] = [];
  for (let line = 0; line < lines.count; line++) {
    const first = lines.start(line) + (line === 0 && text.startsWith('\uFEFF') ? 1 : 0);
    const start = skipSpace(text, first, lines.end(line));
    const end = skipSpaceBack(text, start, lines.end(line));
    const [, written = '', value = ''] = directive.exec(text.slice(start, end)) ?? [];
    const name = written.toLowerCase();
    if (!known.includes(name) || value === '' || found.some((other) => other.name === name)) {
      break;
    }
    found.push({ name, start, end, value: { text: value, start: end - value.length, end } });
  }
  return found;
}

/** The escape character that the directives choose by `# escape=`. */
export function escapeOf(directives: readonly Directive[]): EscapeToken {
  return directives.some(({ name, value }) => name === 'escape' && value.text === '`') ? '`' : '\\';
}
