import * as l10n from '@vscode/l10n';
import type { VariableReference } from '../expand.ts';
import type { Report } from '../lint/rule.ts';
import type { ExpandedWord } from './expanded-words.ts';

/** A variable in an instruction that nothing defines. */
export interface FoundVariable {
  readonly word: ExpandedWord;
  readonly reference: VariableReference;
  /** One that is defined and is spelt nearly so. */
  readonly meant?: string | undefined;
}

/** Reports what is found in one instruction: the first one is marked, all are named, and the misspelt ones are repaired. */
export function reportVariables(
  found: readonly FoundVariable[],
  report: Report,
  message: (names: string, meant: string | undefined) => string,
): void {
  const [first, ...others] = found;
  if (first === undefined) {
    return;
  }
  const names = [...new Set(found.map(({ reference }) => `$${reference.name}`))].slice(0, 10).join(', ');
  const misspelt = found.flatMap(({ word, reference, meant }) => {
    const { start, end } = word.locate(reference.nameSpan.start, reference.nameSpan.end);
    // Where lines are continued inside the word its place is not known exactly.
    return meant === undefined || end - start !== reference.name.length
      ? []
      : [{ start, end, newText: meant }];
  });
  const meant = [...new Set(found.flatMap((one) => one.meant ?? []))].map((name) => `$${name}`).join(', ');
  report({
    at: first.word.locate(first.reference.start, first.reference.end),
    message: message(names, meant === '' ? undefined : meant),
    related: others.slice(0, 20).map(({ word, reference }) => ({
      ...word.locate(reference.start, reference.end),
      message: `$${reference.name}`,
    })),
    fixes:
      misspelt.length === found.length
        ? [{ title: l10n.t('Replace by {0}', meant), edits: misspelt, safe: false }]
        : [],
  });
}
