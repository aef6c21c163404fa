import * as l10n from '@vscode/l10n';
import type { Fix } from '../lint/diagnostic.ts';
import type { LintFile, ShellKind } from '../lint/lint-file.ts';
import type { LintStage } from '../lint/lint-stage.ts';
import type { Rule } from '../lint/rule.ts';
import type { ShellCommand } from '../shell/command.ts';
import { kindOfShell } from '../shell/shell-kind.ts';
import type { Span } from '../span.ts';
import type { Instruction } from '../tree.ts';
import { fields } from '../words.ts';
import { insertBefore } from './insert-before.ts';
import { ownInstructions, stagesWithPreamble } from './own-instructions.ts';

/** Shells that have `-o pipefail`. */
const able: ReadonlySet<ShellKind> = new Set(['ash', 'bash', 'ksh', 'zsh']);

/** What a stage's RUNs start with. */
interface Start {
  /** Of the image that the outermost stage begins with. */
  readonly image: string;
  readonly shell?: Instruction;
}

/** DL4006: a pipe whose first commands may fail unseen. */
export const pipefail: Rule = {
  id: 'DL4006',
  severity: 'warning',
  instructions: ['RUN'],
  text: '|',
  title: () => l10n.t('A pipe without pipefail'),
  check: (file, report) => {
    const ends = new Map<string, Start>();
    for (const stage of stagesWithPreamble(file)) {
      const { image, alias } = stage.from ?? {};
      let start = ends.get(image?.text ?? '') ?? { image: image?.text ?? '' };
      for (const instruction of ownInstructions(stage)) {
        start = instruction.name === 'SHELL' ? { ...start, shell: instruction } : start;
        const commands = instruction.name === 'RUN' ? file.commands(instruction) : [];
        const piped = commands.find((command) => command.piped);
        if (piped !== undefined && !isSafe(instruction, start, piped, file)) {
          report({
            at: pipeBehind(piped, commands, file),
            message: l10n.t('Of a pipe only the last command can fail the build; set pipefail with SHELL.'),
            fixes: fixesFor(instruction, start, stage, file),
          });
        }
      }
      ends.set(alias?.text ?? '', start);
    }
  },
};

/** Whether a failure shows, or nobody knows how this shell behaves. */
function isSafe(run: Instruction, { shell }: Start, piped: ShellCommand, file: LintFile): boolean {
  if (file.shellOf(run) === 'other' || (shell !== undefined && isSafeShell(shell))) {
    return true;
  }
  const ownShell = run.json !== undefined || run.heredocs.length > 0;
  return file
    .commands(run)
    .some(
      (command) =>
        (command.name === 'set' || (ownShell && /(?:^|\/)(?:ba|z|k|a)sh$/.test(command.name))) &&
        hasPipefail(command.arguments.map(({ value }) => value)) &&
        command.start <= piped.start,
    );
}

/** As SHELL says; a comment that names another shell gives it no option. */
function isSafeShell(shell: Instruction): boolean {
  const kind = kindOfShell(shell);
  return kind === 'other' || (able.has(kind) && hasPipefail(wordsOf(shell)));
}

/** `-o pipefail`, `-euxo pipefail` */
function hasPipefail(words: readonly string[]): boolean {
  return words.some((word, index) => word === 'pipefail' && /^-[a-z]*o[a-z]*$/.test(words[index - 1] ?? ''));
}

function wordsOf({ json, argument }: Instruction): string[] {
  return json === undefined
    ? fields(argument).map(({ text }) => text)
    : json.flatMap(({ value }) => value.split(/\s+/));
}

/** The first `|` between two commands of a pipe; the first command, where it cannot be told. */
function pipeBehind(first: ShellCommand, commands: readonly ShellCommand[], { tree }: LintFile): Span {
  const piped = commands.filter((command) => command.piped);
  for (const [index, { end }] of piped.entries()) {
    const pipe = tree.text.slice(end, piped[index + 1]?.start ?? end).search(/(?<!\|)\|(?!\|)/);
    if (pipe >= 0) {
      return { start: end + pipe, end: end + pipe + 1 };
    }
  }
  return first.called;
}

/** The stage's own SHELL with the option, or a new one in front. The image may lack the shell. */
function fixesFor(run: Instruction, { image, shell }: Start, stage: LintStage, file: LintFile): Fix[] {
  const kind = file.shellOf(run);
  const own = shell !== undefined && stage.instructions.includes(shell);
  const behind = own && able.has(kind) ? shell.json?.find(({ value }) => value === '-c') : undefined;
  if (behind !== undefined) {
    const edit = { start: behind.start, end: behind.start, newText: '"-o", "pipefail", ' };
    return [{ title: l10n.t('Add {0}', '-o pipefail'), edits: [edit], safe: false }];
  }
  const newShell = /alpine|busybox/i.test(image)
    ? 'SHELL ["/bin/ash", "-eo", "pipefail", "-c"]'
    : 'SHELL ["/bin/bash", "-o", "pipefail", "-c"]';
  const edit = insertBefore(run, file.tree, newShell);
  return run.json !== undefined || edit === undefined
    ? []
    : [{ title: l10n.t('Put {0} in front', newShell), edits: [edit], safe: false }];
}
