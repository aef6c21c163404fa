import * as l10n from '@vscode/l10n';
import { expandInDetail, type VariableReference } from '../../expand.ts';
import type { BuilderFeature } from '../../lint/builder-features.ts';
import type { LintFile } from '../../lint/lint-file.ts';
import type { Finding, Rule } from '../../lint/rule.ts';
import type { Instruction } from '../../tree.ts';
import { fields } from '../../words.ts';
import { expandedWords, ofWord, type ExpandedWord } from '../expanded-words.ts';
import { deviation, deviationOf } from './deviation.ts';

export const substitutionRule: Rule = {
  id: 'KB1019',
  severity: 'error',
  title: () => l10n.t('Substitution that the builder does not know'),
  check: (file, report) => {
    const supports = [deviationOf(file, 'unset-operators'), deviationOf(file, 'pattern-operators')];
    for (const instruction of supports.some((one) => one !== undefined) ? file.tree.instructions : []) {
      const finding = instruction.whole.text.includes('${') ? findingIn(instruction, file) : undefined;
      if (finding !== undefined) {
        report(finding);
      }
    }
  },
};

function findingIn(instruction: Instruction, file: LintFile): Finding | undefined {
  if (instruction.name === 'RUN') {
    // Builders differ in whether they have mounts at all, which other rules tell of.
    return undefined;
  }
  const words: ExpandedWord[] =
    instruction.name === 'FROM' || instruction.name === 'EXPOSE'
      ? fields(instruction.argument).map(ofWord)
      : expandedWords(instruction, file.tree).filter(({ quotes }) => quotes);
  for (const word of words) {
    for (const reference of expandInDetail(word.text, new Map(), file.tree.escape).references) {
      const feature = featureOf(word.text, reference);
      const support = feature && deviationOf(file, feature);
      if (support !== undefined) {
        return deviation(file, support, word.locate(reference.start, reference.end));
      }
    }
  }
  return undefined;
}

/** What follows the name: an operator, or the end of the substitution. */
function featureOf(text: string, { start, nameSpan }: VariableReference): BuilderFeature | undefined {
  if (start !== nameSpan.start) {
    return undefined;
  }
  const operator = text.slice(nameSpan.end, nameSpan.end + 2);
  if (/^[-+?]/.test(operator)) {
    return 'unset-operators';
  }
  return /^[#%/]|^:\?/.test(operator) ? 'pattern-operators' : undefined;
}
