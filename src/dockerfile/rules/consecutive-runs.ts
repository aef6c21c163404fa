import * as l10n from '@vscode/l10n';
import type { Fix } from '../lint/diagnostic.ts';
import type { LintFile } from '../lint/lint-file.ts';
import type { Rule } from '../lint/rule.ts';
import type { Flag, Instruction } from '../tree.ts';
import { hasPragmaBetween } from './earlier.ts';
import { ownInstructions, stagesWithPreamble } from './own-instructions.ts';

/** Commands whose effect ends with their RUN, and would reach further in a longer one. */
const lasting: ReadonlySet<string> = new Set([
  ...['.', 'alias', 'cd', 'declare', 'eval', 'exec', 'exit', 'export', 'popd', 'pushd', 'read', 'readonly'],
  ...['set', 'shopt', 'source', 'trap', 'typeset', 'ulimit', 'umask', 'unset'],
]);

/** DL3059: RUNs in a row, one command each. */
export const consecutiveRuns: Rule = {
  id: 'DL3059',
  severity: 'info',
  instructions: ['RUN'],
  title: () => l10n.t('Several RUNs in a row'),
  check: (file, report) => {
    for (const stage of stagesWithPreamble(file)) {
      let before: Instruction | undefined;
      for (const instruction of ownInstructions(stage)) {
        if (instruction.name !== 'RUN') {
          before = undefined;
          continue;
        }
        if (before !== undefined && belongTogether(before, instruction, file)) {
          report({
            at: instruction.keyword,
            message: l10n.t('Each RUN makes a layer; put this one and the one before together.'),
            fixes: fixesFor(before, instruction, file),
          });
        }
        before = instruction;
      }
    }
  },
};

/** What already does several things is meant to be apart. */
function belongTogether(one: Instruction, other: Instruction, file: LintFile): boolean {
  return isSingle(one, file) && isSingle(other, file) && flagsOf(one) === flagsOf(other);
}

function isSingle(run: Instruction, file: LintFile): boolean {
  // A test decides about what else is run.
  const count = file.commands(run).filter(({ name }) => name !== '' && name !== '[').length;
  // A here-document for another program than a shell holds more than is seen.
  const { text } = run.argument;
  return count <= 1 && !(run.heredocs.length > 0 && text.startsWith('<<') && /\s/.test(text));
}

/** Alike for flags that mean the same, in whatever order they stand. */
function flagsOf({ flags }: Instruction): string {
  return [...new Set(flags.map(flagText))].sort().join('\n');
}

function flagText({ name, value = '' }: Flag): string {
  if (name !== 'mount') {
    return `${name}=${value}`;
  }
  const options = value.split(',').map(mountOption);
  const typed = options.some((option) => option.startsWith('type='));
  return `mount=${[...options, ...(typed ? [] : ['type=bind'])].sort().join(',')}`;
}

const mountNames: Readonly<Record<string, string>> = {
  destination: 'target',
  dst: 'target',
  readonly: 'ro',
  readwrite: 'rw',
  src: 'source',
};

function mountOption(option: string): string {
  const [name = '', value = 'true'] = option.split(/=(.*)/s);
  return `${Object.hasOwn(mountNames, name) ? (mountNames[name] ?? name) : name}=${value}`;
}

/** Joins the second to the first with `&&`; comments between stay, blank lines go. Layers, and what is cached, change. */
function fixesFor(before: Instruction, run: Instruction, file: LintFile): Fix[] {
  const { tree } = file;
  const between = tree.text.slice(before.end, run.start);
  const spoken = hasPragmaBetween(tree, before.end, run.start);
  const joinable = [before, run].every((each) => isPlain(each, file));
  if (spoken || !joinable || file.commands(before).some(({ name }) => lasting.has(name))) {
    return [];
  }
  const begin = run.argument.offsetAt(0);
  const comments = tree.text
    .slice(before.end, begin)
    .split(/\r?\n/)
    .filter((line) => line.trimStart().startsWith('#'));
  const lineEnd = between.includes('\r\n') ? '\r\n' : '\n';
  const newText = [` ${tree.escape}`, ...comments, `${indentOf(before, tree.text)}&& `].join(lineEnd);
  const edit = { start: before.end, end: begin, newText };
  return [{ title: l10n.t('Merge with the RUN before'), edits: [edit], safe: false }];
}

/** One understood command in shell form that `&&` can follow and precede. */
function isPlain(run: Instruction, file: LintFile): boolean {
  const { text } = run.argument;
  const commands = file.commands(run);
  return (
    run.json === undefined &&
    run.heredocs.length === 0 &&
    commands.length === 1 &&
    commands.every(({ name, assignments }) => name !== '' && assignments.length === 0) &&
    !/[;&|\\`]$|(?:^|\s)#|\(\s*\)|^\w+=|^function\s/.test(text)
  );
}

/** How the first RUN's own lines are indented, else four spaces. */
function indentOf({ start, end }: Instruction, text: string): string {
  return /\n([ \t]+)\S/.exec(text.slice(start, end))?.[1] ?? '    ';
}
