import { expand, type Variables } from './expand.ts';
import { parseInstructions, type Instruction } from './instructions.ts';

/** What needs the images: the target stage of a build with these arguments. */
export interface BaseImagesQuery {
  readonly buildArgs: Readonly<Record<string, string>>;
  /** Name or index of a stage; the last one when absent. */
  readonly target?: string;
}

export interface BaseImages {
  /** References as the Dockerfile gives them, variables expanded, each once. */
  readonly images: readonly string[];
  /** Those that depend on a variable without a value. */
  readonly unknown: readonly string[];
}

interface Stage {
  readonly name: string | undefined;
  readonly base: string | undefined;
  readonly baseText: string;
  /** What it reads from elsewhere, by `COPY --from` and `RUN --mount=from=`. */
  readonly sources: readonly string[];
}

/** The remote images that the target needs: its own base, and those of the stages and images that it copies from. */
export function baseImages(dockerfile: string, { buildArgs, target }: BaseImagesQuery): BaseImages {
  const stages = stagesOf(dockerfile, buildArgs);
  const images = new Set<string>();
  const unknown = new Set<string>();
  const visited = new Set<number>();
  const visit = (index: number): void => {
    const stage = stages[index];
    if (stage === undefined || visited.has(index)) return;
    visited.add(index);
    if (stage.base === undefined) unknown.add(stage.baseText);
    for (const source of [...(stage.base === undefined ? [] : [stage.base]), ...stage.sources]) {
      const earlier = findStage(stages, source, index);
      if (earlier !== undefined) visit(earlier);
      else if (source.includes('$')) unknown.add(source);
      else if (source !== 'scratch' && source !== '') images.add(source);
    }
  };
  visit(
    target === undefined
      ? stages.length - 1
      : (findStage(stages, target, stages.length) ?? stages.length - 1),
  );
  return { images: [...images], unknown: [...unknown] };
}

/** The names of the stages, in order; stages without a name are left out. */
export function stageNames(dockerfile: string): readonly string[] {
  return stagesOf(dockerfile, {}).flatMap(({ name }) => (name === undefined ? [] : [name]));
}

/** The index of the stage that `name` (or a number) means in a stage before `limit`. The latest of a name counts. */
function findStage(stages: readonly Stage[], name: string, limit: number): number | undefined {
  const wanted = name.toLowerCase();
  const named = stages.slice(0, limit).findLastIndex((stage) => stage.name?.toLowerCase() === wanted);
  if (named >= 0) return named;
  return /^\d+$/.test(name) && Number(name) < limit ? Number(name) : undefined;
}

function stagesOf(dockerfile: string, buildArgs: Readonly<Record<string, string>>): readonly Stage[] {
  const global = new Map<string, string>();
  const stages: {
    name: string | undefined;
    base: string | undefined;
    baseText: string;
    sources: string[];
  }[] = [];
  for (const instruction of parseInstructions(dockerfile)) {
    if (instruction.keyword === 'FROM') stages.push({ ...from(instruction, global), sources: [] });
    else if (instruction.keyword === 'ARG' && stages.length === 0) declare(instruction, global, buildArgs);
    else stages.at(-1)?.sources.push(...sourcesOf(instruction));
  }
  return stages;
}

function from({ argument }: Instruction, variables: Variables): Omit<Stage, 'sources'> {
  const [baseText = '', as, name] = argument.split(/\s+/);
  return { name: as?.toLowerCase() === 'as' ? name : undefined, base: expand(baseText, variables), baseText };
}

/** `ARG NAME=default` before the first FROM; a build argument outranks the default. */
function declare(
  { argument }: Instruction,
  variables: Map<string, string>,
  buildArgs: Readonly<Record<string, string>>,
): void {
  for (const [, name = '', value] of argument.matchAll(
    /([A-Za-z_]\w*)(?:=("(?:[^"\\]|\\.)*"|'[^']*'|\S*))?/g,
  )) {
    const given = buildArgs[name];
    if (given !== undefined) {
      variables.set(name, given);
      continue;
    }
    const known = value === undefined ? undefined : expand(value.replace(/^(["'])(.*)\1$/s, '$2'), variables);
    if (known !== undefined) variables.set(name, known);
  }
}

function sourcesOf({ keyword, flags }: Instruction): readonly string[] {
  return flags.flatMap((flag) => {
    const source =
      keyword === 'COPY' || keyword === 'ADD'
        ? /^--from=(.+)$/.exec(flag)?.[1]
        : keyword === 'RUN'
          ? /^--mount=(?:.*,)?from=([^,]+)/.exec(flag)?.[1]
          : undefined;
    return source === undefined ? [] : [source];
  });
}
