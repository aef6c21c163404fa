import * as l10n from '@vscode/l10n';
import type { LintFile } from '../../lint/lint-file.ts';
import type { Rule } from '../../lint/rule.ts';
import { readPairs, type Pair } from '../../syntax/pairs.ts';
import type { Instruction } from '../../tree.ts';
import { deviation, deviationOf } from './deviation.ts';

export const argOverEnvRule: Rule = {
  id: 'KB1014',
  severity: 'warning',
  title: () => l10n.t('ARG that does not win over ENV'),
  check: (file, report) => {
    const support = deviationOf(file, 'arg-over-env');
    for (const { instructions } of support === undefined ? [] : file.stages) {
      const set = new Set<string>();
      for (const instruction of instructions) {
        const pairs = pairsOf(instruction, file);
        const over =
          instruction.name === 'ARG' && pairs.find((pair) => set.has(pair.name) && hasValue(pair, file));
        if (support !== undefined && over) {
          report(deviation(file, support, over.key));
        }
        if (instruction.name === 'ENV') {
          pairs.forEach(({ name }) => set.add(name));
        }
      }
    }
  },
};

function pairsOf(instruction: Instruction, file: LintFile): readonly Pair[] {
  return instruction.name === 'ARG' || instruction.name === 'ENV'
    ? readPairs(instruction, file.tree.escape).pairs
    : [];
}

/** An ARG without one leaves what there is. */
function hasValue({ name, value }: Pair, file: LintFile): boolean {
  return value !== undefined || file.scopes().global.get(name) !== undefined;
}
