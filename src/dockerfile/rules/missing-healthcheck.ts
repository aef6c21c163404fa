import * as l10n from '@vscode/l10n';
import type { LintStage } from '../lint/lint-stage.ts';
import type { Rule } from '../lint/rule.ts';
import { imageOrKeyword } from './image-or-keyword.ts';
import { ownInstructions } from './own-instructions.ts';
import { stageBasesForHadolint, type StageBases } from './stage-base.ts';

/** DL3057: nobody says how to see that the container works. Off, for few images need it. */
export const missingHealthcheck: Rule = {
  id: 'DL3057',
  severity: 'info',
  off: true,
  title: () => l10n.t('No HEALTHCHECK'),
  check: ({ stages }, report) => {
    const bases = stageBasesForHadolint(stages);
    const checked = new Set(
      stages.filter((stage) => ownInstructions(stage).some(({ name }) => name === 'HEALTHCHECK')),
    );
    // What a stage is made from need not have one if the stage has, nor what is made from it.
    for (const stage of [...checked]) {
      addBases(stage, bases, checked);
    }
    for (const stage of stages) {
      const base = bases.get(stage);
      if (base !== undefined && checked.has(base)) {
        checked.add(stage);
      }
      if (stage.from !== undefined && !checked.has(stage)) {
        report({
          at: imageOrKeyword(stage.from),
          message: l10n.t('No HEALTHCHECK says how to tell that the container works.'),
        });
      }
    }
  },
};

function addBases(stage: LintStage, bases: StageBases, checked: Set<LintStage>): void {
  for (let base = bases.get(stage); base !== undefined && !checked.has(base); base = bases.get(base)) {
    checked.add(base);
  }
}
