import * as l10n from '@vscode/l10n';
import type { Fix } from '../lint/diagnostic.ts';
import { parseJsonList } from '../json-form.ts';
import type { Word } from '../span.ts';
import type { DockerfileTree } from '../tree.ts';

/** Commands that only a shell has. */
const builtins: ReadonlySet<string> = new Set([
  ...['.', ':', 'alias', 'cd', 'command', 'eval', 'exec', 'exit', 'export', 'if', 'for', 'read'],
  ...['set', 'shift', 'source', 'test', 'time', 'trap', 'type', 'ulimit', 'umask', 'unset', 'until', 'while'],
]);

/**
 * Ways to write a command of the shell form as a JSON array: without a shell where it needs none, and with `shell`,
 * which is what builders make of the shell form anyway. None where lines and comments would be lost.
 */
export function jsonFixes(
  { text }: DockerfileTree,
  command: Word,
  shell: readonly string[] | undefined,
): Fix[] {
  if (command.text === '' || text.slice(command.start, command.end).includes('\n')) {
    return [];
  }
  const replace = (title: string, items: readonly string[], safe: boolean): Fix => ({
    title,
    safe,
    edits: [{ start: command.start, end: command.end, newText: toJson(items) }],
  });
  if (command.text.startsWith('[')) {
    const repaired = repairedList(command.text);
    return repaired === undefined ? [] : [replace(l10n.t('Correct the JSON array'), repaired, false)];
  }
  const words = plainWords(command.text);
  return [
    ...(words === undefined ? [] : [replace(l10n.t('Write as a JSON array, without a shell'), words, false)]),
    ...(shell === undefined
      ? []
      : [
          replace(
            l10n.t('Write as a JSON array, with the shell'),
            [...shell, command.text],
            words === undefined,
          ),
        ]),
  ];
}

function toJson(items: readonly string[]): string {
  return `[${items.map((item) => JSON.stringify(item)).join(', ')}]`;
}

/** The words of a command that means the same without a shell. */
function plainWords(command: string): string[] | undefined {
  const words = command.split(/\s+/);
  const [first = ''] = words;
  const isPlain = words.every((word) => /^[\w@%+=:,./-]+$/.test(word));
  return isPlain && !first.includes('=') && !builtins.has(first) ? words : undefined;
}

/** A list with quotes of the wrong kind or a comma too many. */
function repairedList(text: string): string[] | undefined {
  const candidate = text.replace(/[‘’“”']/g, '"').replace(/,\s*\]$/, ']');
  return candidate.includes('\\') ? undefined : parseJsonList(candidate);
}
