import { parseStages, type Source, type Stage } from './stages.ts';

export interface BaseImagesQuery {
  readonly buildArgs: Readonly<Record<string, string>>;
  /** Name or number of the stage that is built; the last one when absent. */
  readonly target?: string;
}

export interface BaseImages {
  /** References as the Dockerfile has them, variables replaced; each once, in the order of the file. */
  readonly images: readonly string[];
  /** What could not be told because a variable has no value here. */
  readonly unresolved: readonly Source[];
}

/**
 * The images that the target pulls from registries: the bases of the stages it needs, and what they copy or mount
 * `--from`. `scratch` and stages are none. Never throws; with an unknown target all stages count.
 */
export function baseImages(text: string, { buildArgs, target }: BaseImagesQuery): BaseImages {
  const stages = parseStages(text, buildArgs);
  const end = target === undefined ? stages.at(-1) : findStage(target, stages, true);
  const needed = end === undefined ? new Set(stages) : closure(end, stages);
  const images = new Set<string>();
  const unresolved: Source[] = [];
  for (const stage of stages.filter((candidate) => needed.has(candidate))) {
    for (const source of [stage.base, ...stage.sources]) {
      if (source.unresolved.length > 0 || source.text === '') {
        unresolved.push(source);
      } else if (source.text !== 'scratch' && stageOf(source, stage, stages) === undefined) {
        images.add(source.text);
      }
    }
  }
  return { images: [...images], unresolved };
}

/** The stage and all that it is made from. */
function closure(end: Stage, stages: readonly Stage[]): ReadonlySet<Stage> {
  const needed = new Set<Stage>();
  const pending = [end];
  for (let stage = pending.pop(); stage !== undefined; stage = pending.pop()) {
    if (!needed.has(stage)) {
      needed.add(stage);
      for (const source of [stage.base, ...stage.sources]) {
        const other = stageOf(source, stage, stages);
        if (other !== undefined) {
          pending.push(other);
        }
      }
    }
  }
  return needed;
}

/** The earlier stage that a source names; only COPY and mounts may name one by its number. */
function stageOf(source: Source, stage: Stage, stages: readonly Stage[]): Stage | undefined {
  return findStage(source.text, stages.slice(0, stage.index), source !== stage.base);
}

function findStage(wanted: string, stages: readonly Stage[], byNumber: boolean): Stage | undefined {
  // Of two stages with one name the later one counts.
  const named = stages.findLast(({ name }) => name?.toLowerCase() === wanted.toLowerCase());
  return named ?? (byNumber && /^\d+$/.test(wanted) ? stages[Number(wanted)] : undefined);
}
