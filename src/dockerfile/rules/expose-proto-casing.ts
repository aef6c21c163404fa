import * as l10n from '@vscode/l10n';
import type { Rule } from '../lint/rule.ts';
import { expandedPorts } from './expose-words.ts';
import { findingAtFrom } from './inherited-triggers.ts';

const id = 'ExposeProtoCasing';

export const exposeProtoCasing: Rule = {
  id,
  severity: 'style',
  instructions: ['EXPOSE'],
  title: () => l10n.t('Protocol of EXPOSE with capital letters'),
  check: (file, report) => {
    for (const { instruction, found, stage } of expandedPorts(file)) {
      const wrong = found.filter(({ protocol }) => protocol !== protocol.toLowerCase());
      const [first] = wrong;
      if (first !== undefined) {
        const message = l10n.t('Write the protocol in lower case: {0}.', first.protocol.toLowerCase());
        if (stage !== undefined) {
          report(findingAtFrom(stage, instruction, { code: id, message }));
          continue;
        }
        const edits = wrong.flatMap(({ word: { protocol: word }, literal }) =>
          literal && word !== undefined
            ? { start: word.start, end: word.end, newText: word.text.toLowerCase() }
            : [],
        );
        report({
          at: (first.literal ? first.word.protocol : undefined) ?? first.word,
          message,
          fixes:
            edits.length < wrong.length
              ? []
              : [{ title: l10n.t('Write the protocol in lower case'), edits, safe: true }],
        });
      }
    }
  },
};
