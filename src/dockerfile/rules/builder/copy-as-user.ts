import * as l10n from '@vscode/l10n';
import type { Rule } from '../../lint/rule.ts';
import type { Instruction } from '../../tree.ts';
import { deviation, deviationOf } from './deviation.ts';

export const copyAsUserRule: Rule = {
  id: 'KB1017',
  severity: 'info',
  title: () => l10n.t('Files that get another owner'),
  check: (file, report) => {
    const support = deviationOf(file, 'copy-as-user');
    for (const { instructions } of support === undefined ? [] : file.stages) {
      const [first, ...others] = copiedByUser(instructions);
      if (support !== undefined && first !== undefined) {
        const finding = deviation(file, support, first.keyword);
        report({
          ...finding,
          related: others.map(({ keyword: { start, end } }) => ({ start, end, message: finding.message })),
        });
      }
    }
  },
};

/** What is copied without --chown while the USER is not root. */
function copiedByUser(instructions: readonly Instruction[]): Instruction[] {
  let isRoot = true;
  const found: Instruction[] = [];
  for (const instruction of instructions) {
    const { name, argument, flags } = instruction;
    if (name === 'USER') {
      isRoot = /^["']?(?:root|0)["']?(?::|$)/.test(argument.text);
    } else if (
      (name === 'COPY' || name === 'ADD') &&
      !isRoot &&
      !flags.some((flag) => flag.name === 'chown')
    ) {
      found.push(instruction);
    }
  }
  return found;
}
