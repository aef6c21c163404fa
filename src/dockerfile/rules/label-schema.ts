import * as l10n from '@vscode/l10n';
import type { LintStage } from '../lint/lint-stage.ts';
import type { Rule } from '../lint/rule.ts';
import { copyParts } from '../syntax/copy.ts';
import { readPairs } from '../syntax/pairs.ts';
import { imageOrKeyword } from './image-or-keyword.ts';
import { ownInstructions } from './own-instructions.ts';

/** DL3049: a label of the schema is missing. */
export const missingLabels: Rule = {
  id: 'DL3049',
  severity: 'info',
  setting: 'labelSchema',
  title: () => l10n.t('Label of the schema missing'),
  check: ({ tree, stages, settings }, report) => {
    const wanted = Object.keys(settings.labelSchema);
    const labels = new Map<LintStage, Set<string>>();
    const names = new Map<string, LintStage>();
    for (const stage of stages) {
      const base = names.get(stage.from?.image.text ?? '');
      const own = new Set(base === undefined ? [] : labels.get(base));
      labels.set(stage, own);
      // What a nameless stage adds to another one completes that one too.
      const completed = stage.from?.alias === undefined && base !== undefined ? labels.get(base) : undefined;
      for (const instruction of ownInstructions(stage)) {
        if (instruction.name === 'LABEL') {
          for (const { name } of readPairs(instruction, tree.escape).pairs) {
            if (wanted.includes(name)) {
              own.add(name);
              completed?.add(name);
            }
          }
        }
      }
      if (stage.from?.alias !== undefined) {
        names.set(stage.from.alias.text.toLowerCase(), stage);
      }
    }
    const helpers = copiedStages(stages);
    for (const stage of stages) {
      const { from } = stage;
      const missing = wanted.filter((label) => labels.get(stage)?.has(label) !== true);
      if (from !== undefined && missing.length > 0 && !helpers.has(stage)) {
        report({
          at: imageOrKeyword(from),
          message: l10n.t('Labels are missing here: {0}.', missing.join(', ')),
        });
      }
    }
  },
};

/** What later stages copy from: nobody sees the labels. */
function copiedStages(stages: readonly LintStage[]): ReadonlySet<LintStage> {
  const known = new Map<string, LintStage>();
  const copied = new Set<LintStage>();
  for (const stage of stages) {
    if (stage.from?.alias !== undefined) {
      known.set(stage.from.alias.text, stage);
    }
    for (const instruction of ownInstructions(stage)) {
      const name = instruction.name === 'COPY' ? copyParts(instruction).from?.value : undefined;
      const source = known.get(name ?? '');
      if (source !== undefined) {
        copied.add(source);
      }
    }
  }
  return copied;
}

/** DL3050: a label that the schema does not know. */
export const extraLabels: Rule = {
  id: 'DL3050',
  severity: 'info',
  instructions: ['LABEL'],
  setting: 'strictLabels',
  title: () => l10n.t('Label that is not in the schema'),
  check: ({ tree, settings }, report) => {
    for (const instruction of tree.instructions) {
      if (instruction.name === 'LABEL') {
        const extra = readPairs(instruction, tree.escape).pairs.filter(
          ({ name }) => !Object.hasOwn(settings.labelSchema, name),
        );
        const [first] = extra;
        if (first !== undefined) {
          report({
            at: first.key,
            message: l10n.t(
              'Not in the schema of the labels: {0}.',
              extra.map(({ name }) => name).join(', '),
            ),
          });
        }
      }
    }
  },
};
