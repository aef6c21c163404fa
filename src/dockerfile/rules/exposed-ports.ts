import * as l10n from '@vscode/l10n';
import type { Rule } from '../lint/rule.ts';
import { exposedPorts } from '../syntax/expose.ts';

const highest = 65_535;

/** DL3011: a port that does not exist. */
export const portRange: Rule = {
  id: 'DL3011',
  severity: 'error',
  instructions: ['EXPOSE'],
  title: () => l10n.t('Port above 65535'),
  check: ({ tree }, report) => {
    for (const instruction of tree.instructions) {
      if (instruction.name === 'EXPOSE') {
        const wrong = exposedPorts(instruction).filter(
          ({ ports: { text } }) =>
            /^[\d-]+$/.test(text) && text.split('-').some((port) => Number(port) > highest),
        );
        const [first, ...others] = wrong;
        if (first !== undefined) {
          const message = l10n.t(
            'Ports go from 0 to 65535; there is no {0}.',
            wrong.map(({ text }) => text).join(', '),
          );
          report({ at: first, message, related: others.map((at) => ({ ...at, message })) });
        }
      }
    }
  },
};
