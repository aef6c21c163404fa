import * as l10n from '@vscode/l10n';
import type { Edit, Fix } from '../lint/diagnostic.ts';
import type { LintFile } from '../lint/lint-file.ts';
import type { Rule } from '../lint/rule.ts';
import type { Word } from '../span.ts';

export const stageNameCasing: Rule = {
  id: 'StageNameCasing',
  severity: 'warning',
  instructions: ['AS'],
  title: () => l10n.t('Name of a stage with capital letters'),
  check: (file, report) => {
    const taken = namesOfSeveral(file);
    let uses: ReadonlyMap<string, readonly Edit[]> | undefined;
    for (const { from } of file.stages) {
      const alias = from?.alias;
      if (alias !== undefined && alias.text !== alias.text.toLowerCase()) {
        const lower = alias.text.toLowerCase();
        uses ??= usesByName(file);
        report({
          at: alias,
          message: l10n.t('Builders know this stage as {0}: write its name in lower case.', lower),
          fixes: taken.has(lower) ? [] : [renameFix(alias, uses.get(alias.text) ?? [])],
        });
      }
    }
  },
};

/** Names in lower case that several stages have: renaming one of them would only make them more alike. */
function namesOfSeveral({ stages }: LintFile): ReadonlySet<string> {
  const once = new Set<string>();
  const several = new Set<string>();
  for (const { from } of stages) {
    const name = from?.alias?.text.toLowerCase();
    if (name !== undefined) {
      (once.has(name) ? several : once).add(name);
    }
  }
  return several;
}

function renameFix(alias: Word, uses: readonly Edit[]): Fix {
  const newText = alias.text.toLowerCase();
  return {
    title: l10n.t('Rename the stage to {0}', newText),
    edits: [{ start: alias.start, end: alias.end, newText }, ...uses.slice(0, mostUses)],
    safe: true,
  };
}

/** More uses of one stage than anybody writes; keeps hostile files from taking time. */
const mostUses = 100;

/** What writes the names in FROM and COPY --from in lower case, by name as written. */
function usesByName({ instructions, stages }: LintFile): Map<string, Edit[]> {
  const uses = new Map<string, Edit[]>();
  const add = (name: string, edit: Edit) =>
    uses.set(name, [...(uses.get(name) ?? []).slice(0, mostUses), edit]);
  for (const { from } of stages) {
    if (from !== undefined) {
      const { start, end, text } = from.image;
      add(text, { start, end, newText: text.toLowerCase() });
    }
  }
  for (const { name, flags } of instructions) {
    for (const flag of name === 'COPY' ? flags : []) {
      if (flag.name === 'from' && flag.value !== undefined) {
        const { start, end, value } = flag;
        add(value, { start, end, newText: `--from=${value.toLowerCase()}` });
      }
    }
  }
  return uses;
}
