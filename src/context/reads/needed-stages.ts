import type { Source, Stage } from '../../dockerfile/stages.ts';

/** A stage, and what it begins with if that is a stage of the file; `'unknown'` where it cannot be told. */
export interface NeededStage {
  readonly stage: Stage;
  readonly base: Stage | 'image' | 'unknown';
}

/**
 * The stages that the target is made from, by number, in the file's order. All of them with an unknown target; all earlier
 * ones where a reference cannot be told.
 */
export function neededStages(stages: readonly Stage[], target: string | undefined): NeededStage[] {
  const end = target === undefined ? stages.at(-1) : findStage(target, stages, true);
  const needed = new Set<Stage>(end === undefined ? stages : []);
  const pending = end === undefined ? [...stages] : [end];
  for (let stage = pending.pop(); stage !== undefined; stage = pending.pop()) {
    needed.add(stage);
    const { base, sources } = stage;
    const reached = [base, ...sources].flatMap((source) =>
      candidates(source, source !== base, stage, stages),
    );
    pending.push(...reached.filter((other) => !needed.has(other)));
  }
  return stages.filter((stage) => needed.has(stage)).map((stage) => ({ stage, base: baseOf(stage, stages) }));
}

function baseOf(stage: Stage, stages: readonly Stage[]): NeededStage['base'] {
  if (stage.base.unresolved.length > 0) return 'unknown';
  return findStage(stage.base.text, stages.slice(0, stage.index), false) ?? 'image';
}

/** The earlier stages that a source may mean; only COPY and mounts may name one by its number. */
function candidates(
  { text, unresolved }: Source,
  byNumber: boolean,
  { index }: Stage,
  stages: readonly Stage[],
): readonly Stage[] {
  const earlier = stages.slice(0, index);
  if (unresolved.length > 0) return earlier;
  const found = findStage(text, earlier, byNumber);
  return found === undefined ? [] : [found];
}

function findStage(wanted: string, stages: readonly Stage[], byNumber: boolean): Stage | undefined {
  // Of two stages with one name the later one counts.
  const named = stages.findLast(({ name }) => name?.toLowerCase() === wanted.toLowerCase());
  return named ?? (byNumber && /^\d+$/.test(wanted) ? stages[Number(wanted)] : undefined);
}
