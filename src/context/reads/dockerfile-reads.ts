import * as l10n from '@vscode/l10n';
import { parseInstructions, type PlainInstruction } from '../../dockerfile/instructions.ts';
import { parseDockerfile } from '../../dockerfile/parse.ts';
import { parseStages } from '../../dockerfile/stages.ts';
import { isMalformed } from '../patterns/file-match.ts';
import { neededStages, type NeededStage } from './needed-stages.ts';
import type { Read, Reads } from './read.ts';
import { sourcesOf, toRead } from './sources.ts';
import { Variables } from './variables.ts';

export interface ReadsQuery {
  readonly buildArgs: Readonly<Record<string, string>>;
  /** Name or number of the stage that is built; the last one when absent. */
  readonly target?: string;
}

/**
 * What the stages that the target needs read from the context: the sources of COPY and ADD and of bind mounts, triggers of
 * own stages included. Where one cannot be told, everything is read. Never throws.
 */
export function readsOf(text: string, { buildArgs, target }: ReadsQuery): Reads {
  const { global, stages } = divide(text, buildArgs);
  const reads: Read[] = [];
  const unknown: { line: number; reason: string }[] = [];
  const finals = new Map<number, Variables>();
  for (const { stage, base } of neededStages(parseStages(text, buildArgs), target)) {
    const variables = global.stage(typeof base === 'string' ? undefined : finals.get(base.index));
    finals.set(stage.index, variables);
    const own = stages[stage.index] ?? [];
    if (base === 'image' && /onbuild/i.test(stage.base.text)) {
      const reason = l10n.t('the base image {0} may have triggers that copy files', stage.base.text);
      unknown.push({ line: stage.base.line, reason });
    }
    for (const instruction of [...triggersFor(base, stage.index, stages), ...own]) {
      const found = readInstruction(instruction, variables);
      reads.push(...found.reads);
      unknown.push(...found.unknown);
    }
  }
  const [everything] = unknown;
  return { reads, ...(everything === undefined ? {} : { everything }) };
}

/** The variables before the first FROM, and each stage's instructions. */
function divide(
  text: string,
  buildArgs: Readonly<Record<string, string>>,
): { readonly global: Variables; readonly stages: readonly (readonly PlainInstruction[])[] } {
  const global = Variables.global(parseDockerfile(text).escape, buildArgs);
  const stages: PlainInstruction[][] = [];
  for (const instruction of parseInstructions(text)) {
    if (instruction.keyword === 'FROM') stages.push([]);
    else if (stages.length > 0)
      stages.at(-1)?.push(instruction.keyword === 'ONBUILD' ? trigger(instruction, text) : instruction);
    else if (instruction.keyword === 'ARG') global.declare(instruction.argument);
  }
  return { global, stages };
}

/** An ONBUILD with what it triggers, read as an instruction of its own. */
interface Trigger extends PlainInstruction {
  readonly triggers: PlainInstruction | undefined;
}

function trigger(instruction: PlainInstruction, text: string): Trigger {
  const directive = parseDockerfile(text).escape === '`' ? '# escape=`\n' : '';
  const [triggers] = parseInstructions(directive + instruction.text.replace(/^\S+\s*/, ''));
  return {
    ...instruction,
    triggers: triggers && { ...triggers, startLine: instruction.startLine, endLine: instruction.endLine },
  };
}

/** What the base's ONBUILD instructions add to the beginning of a stage. */
function triggersFor(
  base: NeededStage['base'],
  index: number,
  stages: readonly (readonly PlainInstruction[])[],
): readonly PlainInstruction[] {
  if (base === 'image') return [];
  const bases = base === 'unknown' ? stages.slice(0, index) : stages.slice(base.index, base.index + 1);
  return bases
    .flat()
    .flatMap((instruction) => ('triggers' in instruction ? ((instruction as Trigger).triggers ?? []) : []));
}

function readInstruction(
  instruction: PlainInstruction,
  variables: Variables,
): { readonly reads: Read[]; readonly unknown: { line: number; reason: string }[] } {
  const { keyword, argument, startLine: line } = instruction;
  const reads: Read[] = [];
  const unknown: { line: number; reason: string }[] = [];
  if (keyword === 'ARG') variables.declare(argument);
  if (keyword === 'ENV') variables.set(argument);
  for (const source of sourcesOf(instruction)) {
    const text = variables.expand(source.written);
    const read = text === undefined ? undefined : toRead(source, text, line);
    if (text === undefined) {
      unknown.push({
        line,
        reason: l10n.t(
          'the source {0} in line {1} has a variable without a known value',
          source.written,
          line,
        ),
      });
    } else if (read !== undefined && read.matching !== 'literal' && isMalformed(read.path)) {
      unknown.push({
        line,
        reason: l10n.t('the source {0} in line {1} is not a valid pattern', source.written, line),
      });
    } else if (read !== undefined) {
      reads.push(read);
    }
  }
  return { reads, unknown };
}
