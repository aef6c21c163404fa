import * as l10n from '@vscode/l10n';
import { posix } from 'node:path';
import { expand, expandInDetail, hasUnknownValue, isLiteral } from '../expand.ts';
import type { Fix } from '../lint/diagnostic.ts';
import type { LintFile } from '../lint/lint-file.ts';
import type { LintStage } from '../lint/lint-stage.ts';
import type { Rule } from '../lint/rule.ts';
import { stripQuotes } from '../syntax/strip-quotes.ts';
import type { Instruction } from '../tree.ts';
import { mayBeSetByImage } from './base-image-variables.ts';
import { findingAtFrom, inheritedTriggers } from './inherited-triggers.ts';
import { ownInstructions, stagesWithPreamble } from './own-instructions.ts';
import { stageBases } from './stage-base.ts';

const id = 'DL3000';
const alias = 'WorkdirRelativePath';

/** DL3000: a working folder that hangs on what was set before, here or in the base image. */
export const relativeWorkdir: Rule = {
  id,
  alias,
  severity: 'error',
  instructions: ['WORKDIR'],
  title: () => l10n.t('Relative WORKDIR'),
  check: (file, report) => {
    const bases = stageBases(file);
    /** The folder that a stage ends in; undefined where it is set, but not known. */
    const folders = new Map<LintStage, string | undefined>();
    for (const stage of stagesWithPreamble(file)) {
      const base = bases.get(stage);
      let isSet = base !== undefined && folders.has(base);
      let folder = base === undefined ? undefined : withoutVariables(folders.get(base));
      for (const trigger of inheritedTriggers(file, stage)) {
        const path = trigger.name === 'WORKDIR' ? stripQuotes(trigger.argument.text) : '';
        if (path !== '' && !isSet && turnsOutRelative(file, stage, trigger)) {
          report(findingAtFrom(stage, trigger, { code: alias, message: messageFor(path) }));
        }
        folder = path === '' ? folder : withoutVariables(nextFolder(folder, path));
        isSet ||= path !== '';
      }
      for (const instruction of ownInstructions(stage)) {
        if (instruction.name === 'ARG' || instruction.name === 'ENV') {
          folder = withoutVariables(folder);
        }
        if (instruction.name !== 'WORKDIR' || instruction.argument.text === '') {
          continue;
        }
        const path = stripQuotes(instruction.argument.text);
        // hadolint looks at what is written; BuildKit at the value, and only at a stage's first WORKDIR.
        const codes = [
          ...(isRelative(path) ? [id] : []),
          ...(!isSet && turnsOutRelative(file, stage, instruction) ? [alias] : []),
        ];
        if (codes.length > 0) {
          report({
            at: instruction.argument.word(0, instruction.argument.text.length),
            message: messageFor(path),
            codes,
            fixes: isSet && folder === undefined ? [] : absoluteFixes(instruction, path, folder),
          });
        }
        folder = nextFolder(folder, path);
        isSet = true;
      }
      if (isSet) {
        folders.set(stage, folder);
      }
    }
  },
};

function messageFor(path: string): string {
  return l10n.t('Where {0} is depends on the folder set before: write the whole path, from / on.', path);
}

/** As it is written: variables in front may hold a whole path, and Windows has drives. */
function isRelative(path: string): boolean {
  return !path.startsWith('$') && isRelativeValue(path);
}

function isRelativeValue(path: string): boolean {
  return !/^(?:\/|[A-Za-z]:)/.test(path);
}

/**
 * With its variables replaced, where nothing is what an unknown one brings, unless somebody else gives it a value: the
 * build's arguments or the base image. Drives are for Windows only.
 */
function turnsOutRelative(file: LintFile, stage: LintStage, instruction: Instruction): boolean {
  const written = instruction.argument.text;
  const text = isLiteral(written) ? written : expandedPath(file, instruction);
  if (text === undefined) {
    return isRelative(stripQuotes(written));
  }
  if (file.shellOf(instruction) === 'other') {
    return isRelativeValue(text);
  }
  return !text.startsWith('/') && !(/^(?:[A-Za-z]:)?[\\/]/.test(text) && isForWindows(file, stage));
}

/** Undefined where somebody else gives a variable its value. */
function expandedPath(file: LintFile, instruction: Instruction): string | undefined {
  const scope = file.scopes().at(instruction);
  const { text, unresolved, references } = expandInDetail(instruction.argument.text, scope, file.tree.escape);
  return unresolved.some((name) => scope.has(name) || mayBeSetByImage(name)) ||
    references.some(({ name }) => hasUnknownValue(name, scope))
    ? undefined
    : text;
}

/** Whether the image that the stage begins with, by way of others or not, is asked for with that platform. */
function isForWindows(file: LintFile, { index }: LintStage): boolean {
  const platform = file.stages[file.scopes().rootOf(index)]?.from?.platform?.value ?? '';
  return /^windows\b/i.test(expand(platform, file.scopes().inFrom, file.tree.escape).text);
}

/** Where variables may have another value than where the folder was written it is not known. */
function withoutVariables(folder: string | undefined): string | undefined {
  return folder?.includes('$') === true ? undefined : folder;
}

function nextFolder(folder: string | undefined, path: string): string | undefined {
  if (path.startsWith('/')) {
    return path;
  }
  return folder === undefined || !isPlain(path) ? undefined : posix.join(folder, path);
}

/** Relative for sure, and no matter of quotes or home folders. */
function isPlain(path: string): boolean {
  return isRelative(path) && !/^[~%]|["'\\`]/.test(path);
}

function absoluteFixes({ argument }: Instruction, path: string, folder: string | undefined): Fix[] {
  if (!isPlain(argument.text)) {
    return [];
  }
  const whole = argument.word(0, path.length);
  const newText = posix.join(folder ?? '/', path);
  return [
    {
      title: l10n.t('Write {0}', newText),
      safe: folder !== undefined,
      edits: [{ start: whole.start, end: whole.end, newText }],
    },
  ];
}
