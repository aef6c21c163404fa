import * as l10n from '@vscode/l10n';
import type { Fix } from '../lint/diagnostic.ts';
import type { Rule } from '../lint/rule.ts';
import { readPairs, type Pair } from '../syntax/pairs.ts';

/** Docker keeps these for itself. (docs.docker.com, "Docker object labels", as all of what follows) */
const reserved = /^(?:com\.docker|io\.docker|org\.dockerproject)\./;
const form = /^[a-z](?:[a-z0-9./_-]*[a-z0-9])?$/;

/** DL3048: a label's key against Docker's advice. */
export const labelKey: Rule = {
  id: 'DL3048',
  severity: 'style',
  instructions: ['LABEL'],
  title: () => l10n.t('Key of a label against Docker’s advice'),
  check: ({ tree }, report) => {
    for (const instruction of tree.instructions) {
      if (instruction.name === 'LABEL') {
        const wrong = readPairs(instruction, tree.escape).pairs.filter(({ name }) => !isGood(name));
        const [first] = wrong;
        if (first !== undefined) {
          report({
            at: first.key.text === '' ? first : first.key,
            message: l10n.t(
              'Keys of labels have lower-case letters, digits and single dots and dashes, and none of Docker’s own prefixes: {0}.',
              wrong.map(({ name }) => name).join(', '),
            ),
            fixes: lowerCaseFixes(wrong),
          });
        }
      }
    }
  },
};

function isGood(key: string): boolean {
  return form.test(key) && !/\.\.|--/.test(key) && !reserved.test(key);
}

/** Only where that mends them all; who reads a label may mind its case. */
function lowerCaseFixes(pairs: readonly Pair[]): Fix[] {
  return pairs.every(({ name }) => isGood(name.toLowerCase()))
    ? [
        {
          title: l10n.t('Use lower case'),
          safe: false,
          edits: pairs.map(({ key: { start, end, text } }) => ({ start, end, newText: text.toLowerCase() })),
        },
      ]
    : [];
}
