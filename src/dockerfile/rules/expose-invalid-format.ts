import * as l10n from '@vscode/l10n';
import type { Rule } from '../lint/rule.ts';
import { expandedPorts, type ExpandedPort } from './expose-words.ts';
import { findingAtFrom } from './inherited-triggers.ts';

const id = 'ExposeInvalidFormat';

export const exposeInvalidFormat: Rule = {
  id,
  severity: 'warning',
  instructions: ['EXPOSE'],
  title: () => l10n.t('EXPOSE with an address or a port of the host'),
  check: (file, report) => {
    for (const { instruction, found, stage } of expandedPorts(file)) {
      const wrong = found.filter(({ host }) => /[^:]/.test(host));
      const [first] = wrong;
      if (first !== undefined) {
        const message = l10n.t(
          'EXPOSE names ports of the container only: {0}. Addresses and ports of the host are chosen when the container is started.',
          first.ports,
        );
        if (stage !== undefined) {
          report(findingAtFrom(stage, instruction, { code: id, message }));
          continue;
        }
        report({
          at: first.word,
          message,
          fixes: wrong.every(({ literal, ports }) => literal && /^\d+(?:-\d+)?$/.test(ports))
            ? [{ title: l10n.t("Keep the container's port only"), edits: wrong.map(toEdit), safe: true }]
            : [],
        });
      }
    }
  },
};

function toEdit({ word: { start, end }, ports, protocol }: ExpandedPort) {
  return { start, end, newText: protocol === '' ? ports : `${ports}/${protocol}` };
}
