import * as l10n from '@vscode/l10n';
import { didYouMean } from '../did-you-mean.ts';
import { expandInDetail, type VariableReference } from '../expand.ts';
import type { LintFile } from '../lint/lint-file.ts';
import type { From } from '../lint/lint-stage.ts';
import type { Rule } from '../lint/rule.ts';
import { ofFlag, ofWord, type ExpandedWord } from './expanded-words.ts';
import { reportVariables, type FoundVariable } from './found-variables.ts';

/** So many variables of one word get a suggestion; nobody writes more. */
const mostSuggestions = 20;

export const undefinedArgInFrom: Rule = {
  id: 'UndefinedArgInFrom',
  severity: 'warning',
  text: '$',
  title: () => l10n.t('FROM with a variable that nothing declares'),
  check: (file, report) => {
    for (const { from } of file.stages) {
      if (from?.instruction.whole.text.includes('$') === true) {
        const found = wordsOf(from).flatMap((word) => undeclaredIn(word, file));
        reportVariables(found, report, (names, meant) =>
          meant === undefined
            ? l10n.t('No ARG before the first FROM declares {0}, so it is empty here.', names)
            : l10n.t('No ARG before the first FROM declares {0}. Did you mean {1}?', names, meant),
        );
      }
    }
  },
};

function wordsOf({ image, platform }: From): ExpandedWord[] {
  const { value = '' } = platform ?? {};
  return [...(platform === undefined ? [] : [ofFlag(platform, value)]), ofWord(image)];
}

function undeclaredIn(word: ExpandedWord, file: LintFile): FoundVariable[] {
  const scope = file.scopes().global;
  const { references } = expandInDetail(word.text, scope, file.tree.escape);
  return references
    .filter(({ name }) => !scope.has(name))
    .map((reference: VariableReference, index) => ({
      word,
      reference,
      ...(index < mostSuggestions ? { meant: didYouMean(reference.name, scope.names()) } : {}),
    }));
}
