/** The escape character that the Dockerfile's first lines choose (docs.docker.com, "Parser directives"). */
export function escapeOf(text: string): '\\' | '`' {
  for (const line of text.replace(/^\uFEFF/, '').split(/\r?\n/)) {
    const [, name = '', value] = /^\s*#\s*([a-z][a-z0-9]*)\s*=(.*)$/i.exec(line) ?? [];
    if (name.toLowerCase() === 'escape') return value?.trim() === '`' ? '`' : '\\';
    if (!['syntax', 'check'].includes(name.toLowerCase())) break;
  }
  return '\\';
}
