import * as l10n from '@vscode/l10n';
import { expandCertain } from '../expand.ts';
import type { Related } from '../lint/diagnostic.ts';
import type { LintFile } from '../lint/lint-file.ts';
import type { Finding, Rule } from '../lint/rule.ts';
import { copyParts, type CopyPath } from '../syntax/copy.ts';
import type { Instruction } from '../tree.ts';
import { deviation, deviationOf } from './builder/deviation.ts';

/** Needs the .dockerignore: silent where the settings do not have it. */
export const copyIgnoredFile: Rule = {
  id: 'CopyIgnoredFile',
  severity: 'warning',
  instructions: ['COPY', 'ADD'],
  setting: 'ignored',
  title: () => l10n.t('COPY of a file that .dockerignore leaves out'),
  check: (file, report) => {
    for (const { instructions } of file.stages) {
      for (const instruction of instructions) {
        const found = fromContext(instruction).flatMap(
          (source) => findingFor(source, instruction, file) ?? [],
        );
        const [first, ...others] = found;
        if (first !== undefined) {
          report({
            ...first,
            related: others.map(({ at, message }): Related => ({ start: at.start, end: at.end, message })),
          });
        }
      }
    }
  },
};

/** The sources that lie in the context, for those that can be read: variables known, no wildcards. */
function fromContext(instruction: Instruction): readonly CopyPath[] {
  if (instruction.name !== 'COPY' && instruction.name !== 'ADD') {
    return [];
  }
  const { from, sources } = copyParts(instruction);
  return from === undefined ? sources.filter(({ heredoc }) => heredoc === undefined) : [];
}

function findingFor(source: CopyPath, instruction: Instruction, file: LintFile): Finding | undefined {
  const text = expandCertain(source.value, file.scopes().at(instruction), file.tree.escape) ?? '';
  const path = text.replace(/^(?:\.?\/+)+/, '').replace(/\/+$/, '');
  const isRemote = instruction.name === 'ADD' && /^(?:[a-z]+:\/\/|git@)/i.test(text);
  if (isRemote || path === '' || path === '.' || /[*?[\]\\]/.test(path)) {
    return undefined;
  }
  const by = file.settings.ignored?.(path);
  if (by === undefined) {
    return undefined;
  }
  const message = l10n.t(
    '.dockerignore leaves {0} out (line {1}: {2}), so it is not in the context.',
    path,
    by.line,
    by.pattern,
  );
  const support = deviationOf(file, 'copy-ignored');
  return support === undefined
    ? { at: source, message }
    : { at: source, message: `${message} ${deviation(file, support, source).message}`, severity: 'error' };
}
