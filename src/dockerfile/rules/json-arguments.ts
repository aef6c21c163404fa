import * as l10n from '@vscode/l10n';
import type { LintStage } from '../lint/lint-stage.ts';
import type { Rule } from '../lint/rule.ts';
import type { Word } from '../span.ts';
import { healthcheckParts } from '../syntax/healthcheck.ts';
import type { DockerfileTree, Instruction } from '../tree.ts';
import { findingAtFrom, inheritedTriggers } from './inherited-triggers.ts';
import { jsonFixes } from './json-fixes.ts';
import { ownInstructions, stagesWithPreamble } from './own-instructions.ts';
import { stageBases } from './stage-base.ts';

const id = 'DL3025';
const alias = 'JSONArgsRecommended';

/** DL3025: a command for a shell that nobody asked for. */
export const jsonArguments: Rule = {
  id,
  alias,
  severity: 'warning',
  instructions: ['CMD', 'ENTRYPOINT', 'HEALTHCHECK'],
  title: () => l10n.t('CMD or ENTRYPOINT not in JSON form'),
  check: (file, report) => {
    const { tree } = file;
    const bases = stageBases(file);
    /** The words of the SHELL at a stage's end. */
    const shells = new Map<LintStage, readonly string[]>();
    for (const stage of stagesWithPreamble(file)) {
      const base = bases.get(stage);
      let shell = base === undefined ? undefined : shells.get(base);
      for (const trigger of inheritedTriggers(file, stage)) {
        const command = shellFormOf(trigger);
        if (trigger.name === 'SHELL') {
          shell = trigger.json?.map(({ value }) => value) ?? shell;
        } else if (command !== undefined && codesOf(trigger, command, shell !== undefined).includes(alias)) {
          report(findingAtFrom(stage, trigger, { code: alias, message: message() }));
        }
      }
      for (const instruction of ownInstructions(stage)) {
        if (instruction.name === 'SHELL') {
          shell = instruction.json?.map(({ value }) => value) ?? shell;
          continue;
        }
        const command = shellFormOf(instruction);
        const codes = command === undefined ? [] : codesOf(instruction, command, shell !== undefined);
        if (command !== undefined && codes.length > 0) {
          report({
            at: command.text === '' ? instruction.keyword : command,
            message: message(),
            codes,
            fixes: hasStrayFlags(instruction)
              ? []
              : jsonFixes(tree, command, shell ?? defaultShell(tree, stage)),
          });
        }
      }
      if (shell !== undefined) {
        shells.set(stage, shell);
      }
    }
  },
};

function message(): string {
  return l10n.t(
    'This runs in a shell, which does not pass signals such as the one to stop on: write it as a JSON array.',
  );
}

/** What stands there for a shell. */
function shellFormOf(instruction: Instruction): Word | undefined {
  const { name, argument, json } = instruction;
  if (json !== undefined && !hasStrayFlags(instruction)) {
    return undefined;
  }
  if (name === 'CMD' || name === 'ENTRYPOINT') {
    return argument.word(0, argument.text.length);
  }
  if (name === 'HEALTHCHECK') {
    const { type, command } = healthcheckParts(instruction);
    const isCommand = type.text.toUpperCase() === 'CMD' && command.text !== '';
    return isCommand ? command.word(0, command.text.length) : undefined;
  }
  return undefined;
}

/** CMD and ENTRYPOINT have no flags: builders refuse such, and to hadolint they are the begin of a command. */
function hasStrayFlags({ name, flags }: Instruction): boolean {
  return flags.length > 0 && name !== 'HEALTHCHECK';
}

/** A list of strings, with whatever behind; what hadolint takes for JSON or does not read at all. */
const looseList = /^\[\s*(?:"(?:[^"\\]|\\.)*"\s*(?:,\s*"(?:[^"\\]|\\.)*"\s*)*)?\]/s;

/** hadolint takes every list of strings for JSON; BuildKit heeds JSON's escapes, knows SHELL and no HEALTHCHECK here. */
function codesOf(instruction: Instruction, { text }: Word, hasShell: boolean): string[] {
  const byHadolint = hasStrayFlags(instruction) || (!looseList.test(text) && text !== '');
  const byBuildkit = instruction.name !== 'HEALTHCHECK' && instruction.json === undefined && !hasShell;
  return [...(byHadolint ? [id] : []), ...(byBuildkit ? [alias] : [])];
}

/** The shell of Linux images; undefined where it may be Windows. */
function defaultShell({ escape }: DockerfileTree, { from }: LintStage): readonly string[] | undefined {
  const isWindows = escape === '`' || /windows|nanoserver|servercore/i.test(from?.image.text ?? '');
  return isWindows ? undefined : ['/bin/sh', '-c'];
}
