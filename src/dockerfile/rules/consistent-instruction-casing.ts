import * as l10n from '@vscode/l10n';
import type { Edit } from '../lint/diagnostic.ts';
import type { LintFile } from '../lint/lint-file.ts';
import type { From } from '../lint/lint-stage.ts';
import type { Rule } from '../lint/rule.ts';
import type { Instruction } from '../tree.ts';
import { casingOf, inCasing, type Casing } from './casing.ts';

export const consistentInstructionCasing: Rule = {
  id: 'ConsistentInstructionCasing',
  severity: 'style',
  title: () => l10n.t('Instructions in different case'),
  check: (file, report) => {
    const counted = countedInstructions(file);
    const casing = majority(counted);
    const froms = new Map(file.stages.map(({ from }) => [from?.instruction, from]));
    for (const instruction of counted) {
      const { keyword } = instruction;
      const expected = inCasing(keyword.text, casing);
      if (keyword.text !== expected) {
        report({
          at: keyword,
          message: l10n.t('Most instructions of this file are in another case: write {0}.', expected),
          fixes: [
            {
              title: l10n.t('Write {0}', expected),
              edits: [
                { start: keyword.start, end: keyword.end, newText: expected },
                ...asToo(froms.get(instruction), casing),
              ],
              safe: true,
            },
          ],
        });
      }
    }
  },
};

/** BuildKit counts neither the ARGs before the first FROM nor what ONBUILD triggers. */
function countedInstructions({ tree, preamble }: LintFile): readonly Instruction[] {
  return tree.instructions.slice(preamble.length);
}

/** Mixtures count for neither; upper case wins a tie. */
function majority(instructions: readonly Instruction[]): Casing {
  let balance = 0;
  for (const { keyword } of instructions) {
    const casing = casingOf(keyword.text);
    balance += casing === 'upper' ? 1 : casing === 'lower' ? -1 : 0;
  }
  return balance < 0 ? 'lower' : 'upper';
}

function asToo(from: From | undefined, casing: Casing): Edit[] {
  if (from?.as === undefined) {
    return [];
  }
  const { start, end, text } = from.as;
  return [{ start, end, newText: inCasing(text, casing) }];
}
