import * as l10n from '@vscode/l10n';
import type { Rule } from '../lint/rule.ts';
import type { Word } from '../span.ts';

/** DL3024: two stages with one name. */
export const duplicateStageName: Rule = {
  id: 'DL3024',
  alias: 'DuplicateStageName',
  severity: 'error',
  instructions: ['AS'],
  title: () => l10n.t('Two stages with one name'),
  check: ({ stages }, report) => {
    const exact = new Set<string>();
    const known = new Map<string, Word>();
    for (const { from } of stages) {
      const alias = from?.alias;
      if (alias === undefined) {
        continue;
      }
      const name = alias.text.toLowerCase();
      const first = known.get(name);
      if (first === undefined) {
        known.set(name, alias);
      } else {
        report({
          at: alias,
          message: l10n.t(
            'Another stage is named {0}, and from here on only this one can be reached.',
            alias.text,
          ),
          related: [{ ...first, message: l10n.t('The first stage of this name.') }],
          // hadolint takes names that differ in case for two.
          codes: [...(exact.has(alias.text) ? ['DL3024'] : []), 'DuplicateStageName'],
        });
      }
      exact.add(alias.text);
    }
  },
};

const reserved: ReadonlySet<string> = new Set(['context', 'scratch']);

/** DL3063: a stage named as something that builders know themselves. */
export const reservedStageName: Rule = {
  id: 'DL3063',
  alias: 'ReservedStageName',
  severity: 'warning',
  instructions: ['AS'],
  title: () => l10n.t('Reserved stage name'),
  check: ({ stages }, report) => {
    for (const { from } of stages) {
      const alias = from?.alias;
      if (alias !== undefined && reserved.has(alias.text.toLowerCase())) {
        report({
          at: alias,
          message: l10n.t('{0} already has a meaning for builders: name the stage otherwise.', alias.text),
          codes: [...(reserved.has(alias.text) ? ['DL3063'] : []), 'ReservedStageName'],
        });
      }
    }
  },
};
