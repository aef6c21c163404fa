import { expand, type Expansion } from './expand.ts';
import { parseInstructions, type PlainInstruction } from './instructions.ts';
import { parseDockerfile } from './parse.ts';

/** What one FROM begins. */
export interface Stage {
  /** Counts from 0. */
  readonly index: number;
  /** As written behind AS. */
  readonly name?: string;
  /** The image or stage that it begins with. */
  readonly base: Source;
  /** What its COPY --from and RUN --mount=from= read. */
  readonly sources: readonly Source[];
}

/** A reference to an image or a stage, variables replaced. */
export interface Source extends Expansion {
  /** As in the Dockerfile. */
  readonly written: string;
  /** 1-based. */
  readonly line: number;
}

/** Names of the stages that have one, in order. */
export function stageNames(text: string): string[] {
  return parseStages(text, {}).flatMap(({ name }) => name ?? []);
}

/**
 * The stages of a Dockerfile. Variables in FROM come from the ARGs before the first FROM, with the build's own arguments
 * (`--build-arg`) in place of their defaults. Never throws.
 */
export function parseStages(text: string, buildArgs: Readonly<Record<string, string>>): Stage[] {
  const escape = parseDockerfile(text).escape;
  const variables = platformVariables(buildArgs);
  const stages: (Stage & { readonly sources: Source[] })[] = [];
  const source = (written: string, line: number): Source => ({
    written,
    line,
    ...expand(written, variables, escape),
  });
  for (const instruction of parseInstructions(text)) {
    const stage = stages.at(-1);
    if (instruction.keyword === 'FROM') {
      const [image = '', as = '', name] = instruction.argument.split(/\s+/);
      const named = as.toUpperCase() === 'AS' && name !== undefined ? { name } : {};
      stages.push({
        index: stages.length,
        ...named,
        base: source(image, instruction.startLine),
        sources: [],
      });
    } else if (stage === undefined) {
      declare(instruction, variables, buildArgs, (value) => expand(value, variables, escape));
    } else {
      stage.sources.push(...froms(instruction).map((written) => source(written, instruction.startLine)));
    }
  }
  return stages;
}

/** The variables that need no ARG (docs.docker.com, "Automatic platform ARGs in the global scope"), where they are given. */
function platformVariables(buildArgs: Readonly<Record<string, string>>): Map<string, string> {
  return new Map(
    Object.entries(buildArgs).filter(([name]) => /^(?:BUILD|TARGET)(?:PLATFORM|OS|ARCH|VARIANT)$/.test(name)),
  );
}

/** Adds what an ARG declares; one without a value stays unknown. */
function declare(
  { keyword, argument }: PlainInstruction,
  variables: Map<string, string>,
  buildArgs: Readonly<Record<string, string>>,
  expandValue: (value: string) => Expansion,
): void {
  if (keyword !== 'ARG') {
    return;
  }
  for (const [word] of argument.matchAll(/(?:"(?:\\.|[^"\\])*"|'[^']*'|\\.|[^\s"'\\]|["'\\])+/gs)) {
    const equals = word.indexOf('=');
    const name = equals === -1 ? word : word.slice(0, equals);
    const given = Object.hasOwn(buildArgs, name) ? buildArgs[name] : undefined;
    const standard = equals === -1 ? undefined : expandValue(word.slice(equals + 1));
    const value = given ?? (standard?.unresolved.length === 0 ? standard.text : undefined);
    if (value !== undefined) {
      variables.set(name, value);
    }
  }
}

/** Images or stages that an instruction reads from. */
function froms({ keyword, flags }: PlainInstruction): string[] {
  if (keyword === 'COPY' || keyword === 'ADD') {
    return flags.flatMap(({ name, value }) => (name === 'from' ? (value ?? []) : []));
  }
  if (keyword !== 'RUN') {
    return [];
  }
  const mounts = flags.flatMap(({ name, value }) => (name === 'mount' ? (value ?? []) : []));
  return mounts.flatMap((mount) =>
    mount.split(',').flatMap((option) => (option.startsWith('from=') ? option.slice('from='.length) : [])),
  );
}
