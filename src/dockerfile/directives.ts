/** The character that continues a line and quotes the next character. */
export type EscapeToken = '\\' | '`';

const directive = /^#\s*([a-z][a-z0-9]*)\s*=(.*)$/i;

/**
 * The escape character that a Dockerfile chooses by `# escape=` in its first lines. Parser directives come before
 * everything else, even a comment, a blank line or an unknown directive.
 */
export function escapeToken(lines: Iterable<string>): EscapeToken {
  for (const line of lines) {
    const [, key = '', value] = directive.exec(line.trimStart()) ?? [];
    if (key.toLowerCase() === 'escape') {
      return value?.trim() === '`' ? '`' : '\\';
    }
    if (!['syntax', 'check'].includes(key.toLowerCase())) {
      break;
    }
  }
  return '\\';
}
