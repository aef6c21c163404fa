import { isLiteral } from '../expand.ts';
import type { LintFile } from '../lint/lint-file.ts';
import type { LintStage } from '../lint/lint-stage.ts';
import { onceFor } from '../once-for.ts';
import { readImageName } from '../syntax/image-name.ts';

/** For each stage the earlier one that it goes on with. */
export type StageBases = ReadonlyMap<LintStage, LintStage>;

/** The stages that FROMs name. Builders know names in lower case only; of two stages with one name the last counts. */
export const stageBases = onceFor((file: LintFile): StageBases => {
  const { stages } = file;
  if (stages.every(({ from }) => isLiteral(from?.image.text ?? ''))) {
    return findBases(stages, () => undefined);
  }
  const bases = new Map<LintStage, LintStage>();
  for (const stage of stages) {
    const base = stages[file.scopes().baseOf(stage.index) ?? -1];
    if (base !== undefined) {
      bases.set(stage, base);
    }
  }
  return bases;
});

/** The same, and for a nameless image the last stage before it that begins so too: hadolint does not tell them apart. */
export const stageBasesForHadolint = onceFor((stages: readonly LintStage[]): StageBases =>
  findBases(stages, (stage) => {
    if (stage.from === undefined) {
      return undefined;
    }
    const { name, registry } = readImageName(stage.from.image.text);
    return registry?.includes('.') === true ? name.slice(registry.length + 1) : name;
  }),
);

function findBases(
  stages: readonly LintStage[],
  imageOf: (stage: LintStage) => string | undefined,
): StageBases {
  const bases = new Map<LintStage, LintStage>();
  const known = new Map<string, LintStage>();
  for (const stage of stages) {
    if (stage.from !== undefined) {
      const image = imageOf(stage);
      const base = known.get(stage.from.image.text) ?? known.get(image ?? '');
      if (base !== undefined) {
        bases.set(stage, base);
      }
      const name = stage.from.alias?.text.toLowerCase() ?? image;
      if (name !== undefined) {
        known.set(name, stage);
      }
    }
  }
  return bases;
}
