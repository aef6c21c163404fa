import * as l10n from '@vscode/l10n';
import { parseInstructions, type PlainInstruction } from '../../dockerfile/instructions.ts';
import { parseDockerfile } from '../../dockerfile/parse.ts';
import { parseStages, type Stage } from '../../dockerfile/stages.ts';
import { isMalformed } from '../patterns/file-match.ts';
import { neededStages, type NeededStage } from './needed-stages.ts';
import type { Read, Reads } from './read.ts';
import { sourcesOf, toRead } from './sources.ts';
import { Variables } from './variables.ts';

export interface ReadsQuery {
  readonly buildArgs: Readonly<Record<string, string>>;
  /** Name or number of the stage that is built; the last one when absent. */
  readonly target?: string;
  /** Of images whose triggers are not among them, only the name tells. */
  readonly triggers?: BaseTriggers;
}

/**
 * The ONBUILD instructions of images, without that word, by the name that FROM has for them; `'unknown'` for one that
 * could not be looked at.
 */
export type BaseTriggers = Readonly<Record<string, readonly string[] | 'unknown'>>;

/**
 * What the stages that the target needs read from the context: the sources of COPY and ADD and of bind mounts, triggers of
 * own stages and of images that are known included. Where one cannot be told, everything is read. Never throws.
 */
export function readsOf(text: string, { buildArgs, target, triggers = {} }: ReadsQuery): Reads {
  const { global, stages } = divide(text, buildArgs);
  const reads: Read[] = [];
  const unknown: { line: number; reason: string }[] = [];
  const finals = new Map<number, Variables>();
  for (const { stage, base } of neededStages(parseStages(text, buildArgs), target)) {
    const variables = global.stage(typeof base === 'string' ? undefined : finals.get(base.index));
    finals.set(stage.index, variables);
    const own = stages[stage.index] ?? [];
    const inherited =
      base === 'image' ? imageTriggers(stage.base, triggers) : stageTriggers(base, stage.index, stages);
    if (inherited === 'unknown') {
      const reason = l10n.t('the base image {0} may have triggers that copy files', stage.base.text);
      unknown.push({ line: stage.base.line, reason });
    }
    for (const instruction of [...(inherited === 'unknown' ? [] : inherited), ...own]) {
      const found = readInstruction(instruction, variables);
      reads.push(...found.reads);
      unknown.push(...found.unknown);
    }
  }
  const [everything] = unknown;
  return { reads, ...(everything === undefined ? {} : { everything }) };
}

/** The images whose ONBUILD instructions the target runs, as FROM names them; each once. */
export function triggeringImages(text: string, { buildArgs, target }: ReadsQuery): string[] {
  const images = neededStages(parseStages(text, buildArgs), target)
    .filter(({ base, stage }) => base === 'image' && stage.base.text !== 'scratch')
    .map(({ stage }) => stage.base.text);
  return [...new Set(images)];
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
  const { escape } = parseDockerfile(text);
  const triggers = parseTrigger(instruction.text.replace(/^\S+\s*/, ''), escape, instruction.startLine);
  return { ...instruction, triggers };
}

function parseTrigger(text: string, escape: '\\' | '`', line: number): PlainInstruction | undefined {
  const [instruction] = parseInstructions((escape === '`' ? '# escape=`\n' : '') + text);
  return instruction && { ...instruction, startLine: line, endLine: line };
}

/** What an image's ONBUILD instructions add to the beginning of a stage, as if they stood in its FROM. */
function imageTriggers(
  { text, line }: Stage['base'],
  known: BaseTriggers,
): readonly PlainInstruction[] | 'unknown' {
  const triggers = Object.hasOwn(known, text) ? known[text] : undefined;
  if (triggers === undefined) return /onbuild/i.test(text) ? 'unknown' : [];
  if (triggers === 'unknown') return 'unknown';
  // Builders write them down with their lines joined.
  return triggers.flatMap((trigger) => parseTrigger(trigger, '\\', line) ?? []);
}

/** What the ONBUILD instructions of a stage of the file add to the beginning of another. */
function stageTriggers(
  base: Exclude<NeededStage['base'], 'image'>,
  index: number,
  stages: readonly (readonly PlainInstruction[])[],
): readonly PlainInstruction[] {
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
