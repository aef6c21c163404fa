import type { Lines } from './lines.ts';
import type { Span, Word } from './span.ts';

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
const directive = /^(\s*)#\s*([a-z][a-z0-9]*)\s*=([^\n]*)$/i;

/**
 * The parser directives of a Dockerfile: the comments of the form `# name=value` at its very begin. A blank line, a
 * comment of another form, an unknown name, no value or a second one of a name ends them.
 */
export function readDirectives(text: string, lines: Lines): Directive[] {
  const found: Directive[] = [];
  for (let line = 0; line < lines.count; line++) {
    const start = lines.start(line) + (line === 0 && text.startsWith('\uFEFF') ? 1 : 0);
    const content = text.slice(start, lines.end(line));
    const [, indent = '', written = '', behind = ''] = directive.exec(content) ?? [];
    const value = behind.trim();
    const name = written.toLowerCase();
    if (!known.includes(name) || value === '' || found.some((other) => other.name === name)) {
      break;
    }
    const end = start + content.trimEnd().length;
    found.push({
      name,
      start: start + indent.length,
      end,
      value: { text: value, start: end - value.length, end },
    });
  }
  return found;
}

/** The escape character that the directives choose by `# escape=`. */
export function escapeOf(directives: readonly Directive[]): EscapeToken {
  return directives.some(({ name, value }) => name === 'escape' && value.text === '`') ? '`' : '\\';
}
