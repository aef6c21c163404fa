import * as l10n from '@vscode/l10n';
import type { EscapeToken } from '../directives.ts';
import type { LintFile } from '../lint/lint-file.ts';
import type { Rule } from '../lint/rule.ts';
import type { LintStage } from '../lint/lint-stage.ts';
import type { ShellCommand, ShellWord } from '../shell/command.ts';
import { readPairs } from '../syntax/pairs.ts';
import { unquote } from '../syntax/unquote.ts';
import type { Instruction } from '../tree.ts';
import { deletes } from './clean-up.ts';
import { hasArgument } from './command-words.ts';
import { optionRule } from './missing-option.ts';
import { stagesWithPreamble } from './own-instructions.ts';
import { pipInstall } from './pip-commands.ts';
import { isUserCacheMounted } from './run-caches.ts';
import type { Run } from './run-commands.ts';
import { stageBasesForHadolint } from './stage-base.ts';

const variable = 'PIP_NO_CACHE_DIR';
/** What pip takes for true. */
const yes = /^(?:1|true|yes|on|y|t)$/i;
const setInShell = /PIP_NO_CACHE_DIR=["']?(?:1|true|yes|on|y|t)\b/i;

/** DL3042 */
export const pipCache: Rule = optionRule({
  id: 'DL3042',
  severity: 'warning',
  instructions: ['RUN'],
  text: 'pip',
  title: () => l10n.t('pip that keeps its cache in the image'),
  message: () => l10n.t('pip keeps what it downloads, and it stays in the image. Add --no-cache-dir.'),
  option: '--no-cache-dir',
  safe: true,
  lacking: cachingInstall,
  exempt: (file) => {
    const inEnvironment = underVariable(file);
    return (run) =>
      isUserCacheMounted(run, 'pip') ||
      isCleanedUp(run) ||
      isSetInShell(run) ||
      inEnvironment.has(run.instruction);
  },
});

/** pipx has no such option. */
function cachingInstall(command: ShellCommand): ShellWord | undefined {
  const install = command.name.startsWith('pipx') ? undefined : pipInstall(command)?.install;
  return install === undefined || hasArgument(command, '--no-cache-dir') ? undefined : install;
}

function isCleanedUp({ commands }: Run): boolean {
  const last = commands.findLastIndex((command) => cachingInstall(command) !== undefined);
  return commands.slice(last + 1).some((command) => deletes(command, '/.cache') || purges(command));
}

function purges(command: ShellCommand): boolean {
  return hasArgument(command, 'cache') && hasArgument(command, 'purge');
}

function isSetInShell({ file, instruction: { start, end } }: Run): boolean {
  return setInShell.test(file.tree.text.slice(start, end));
}

/** The instructions behind an ENV that sets it, in their stage or in one that their stage goes on with. */
function underVariable(file: LintFile): ReadonlySet<Instruction> {
  const { tree, stages } = file;
  const under = new Set<Instruction>();
  if (!tree.text.includes(variable)) {
    return under;
  }
  const bases = stageBasesForHadolint(stages);
  const atEnd = new Set<LintStage>();
  for (const stage of stagesWithPreamble(file)) {
    const base = bases.get(stage);
    let isSet = base !== undefined && atEnd.has(base);
    for (const [index, instruction] of stage.instructions.entries()) {
      const isTrigger = stage.instructions[index - 1]?.trigger === instruction;
      isSet ||= !isTrigger && setsVariable(instruction, tree.escape);
      if (isSet) {
        under.add(instruction);
      }
    }
    if (isSet) {
      atEnd.add(stage);
    }
  }
  return under;
}

function setsVariable(instruction: Instruction, escape: EscapeToken): boolean {
  return (
    instruction.name === 'ENV' &&
    instruction.argument.text.includes(variable) &&
    readPairs(instruction, escape).pairs.some(
      ({ name, value }) => name === variable && value !== undefined && yes.test(unquote(value.text, escape)),
    )
  );
}
