import * as l10n from '@vscode/l10n';
import type { Edit } from '../lint/diagnostic.ts';
import type { LintFile } from '../lint/lint-file.ts';
import type { Rule } from '../lint/rule.ts';

export const stageNameCasing: Rule = {
  id: 'StageNameCasing',
  severity: 'warning',
  title: () => l10n.t('Name of a stage with capital letters'),
  check: (file, report) => {
    for (const { from } of file.stages) {
      const alias = from?.alias;
      if (alias !== undefined && alias.text !== alias.text.toLowerCase()) {
        const lower = alias.text.toLowerCase();
        report({
          at: alias,
          message: l10n.t('Builders know this stage as {0}: write its name in lower case.', lower),
          fixes: [
            {
              title: l10n.t('Rename the stage to {0}', lower),
              edits: [{ start: alias.start, end: alias.end, newText: lower }, ...uses(file, alias.text)],
              safe: true,
            },
          ],
        });
      }
    }
  },
};

/** Renames the stage where COPY --from and FROM name it with the same letters. */
function uses({ instructions, stages }: LintFile, name: string): Edit[] {
  const newText = name.toLowerCase();
  const bases = stages.flatMap(({ from }) => (from?.image.text === name ? from.image : []));
  const copies = instructions.flatMap(({ name: keyword, flags }) =>
    keyword === 'COPY' ? flags.filter((flag) => flag.name === 'from' && flag.value === name) : [],
  );
  return [
    ...bases.map(({ start, end }) => ({ start, end, newText })),
    ...copies.map(({ start, end }) => ({ start, end, newText: `--from=${newText}` })),
  ];
}
