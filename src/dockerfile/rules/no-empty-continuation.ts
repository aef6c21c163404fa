import * as l10n from '@vscode/l10n';
import type { Rule } from '../lint/rule.ts';
import type { Span } from '../span.ts';
import type { DockerfileTree, Instruction } from '../tree.ts';

export const noEmptyContinuation: Rule = {
  id: 'NoEmptyContinuation',
  severity: 'warning',
  title: () => l10n.t('Blank line inside an instruction'),
  check: ({ tree }, report) => {
    for (const instruction of tree.instructions) {
      if (instruction.emptyLines.length > 0) {
        report({
          at: lastLine(instruction, tree),
          message: l10n.t(
            'There is a blank line before this one inside the {0}: future builders will end the instruction there.',
            instruction.name,
          ),
          related: instruction.emptyLines.map((line) => ({ ...line, message: l10n.t('Blank line') })),
          fixes: [
            {
              title: l10n.t('Remove the blank lines'),
              edits: instruction.emptyLines.map(({ start }) => ({
                start,
                end: tree.lines.start(tree.lines.lineAt(start) + 1),
                newText: '',
              })),
              safe: true,
            },
          ],
        });
      }
    }
  },
};

/** What stands on the last line of the instruction itself, here-documents not counted: BuildKit reports that line. */
function lastLine({ heredocs, endLine }: Instruction, { lines, text }: DockerfileTree): Span {
  const [first] = heredocs;
  const line = first === undefined ? endLine : lines.lineAt(first.body.start) - 1;
  const start = lines.start(line);
  const end = lines.end(line);
  const content = text.slice(start, end);
  // Nothing else of a blank line can be marked than its end.
  return content.trim() === ''
    ? { start, end: lines.start(line + 1) }
    : { start: start + content.search(/\S/), end: start + content.trimEnd().length };
}
