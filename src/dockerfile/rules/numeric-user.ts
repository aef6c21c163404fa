import * as l10n from '@vscode/l10n';
import { expand } from '../expand.ts';
import type { Fix } from '../lint/diagnostic.ts';
import type { LintFile } from '../lint/lint-file.ts';
import type { LintStage } from '../lint/lint-stage.ts';
import type { Rule } from '../lint/rule.ts';
import { optionValue, operands } from '../shell/options.ts';
import type { Word } from '../span.ts';
import type { Instruction } from '../tree.ts';
import { stageOf } from './earlier.ts';
import { ownInstructions } from './own-instructions.ts';

const numeric = /^\d*(?::|$)/;

/** DL3066: a user by name, which Kubernetes' `runAsNonRoot` cannot judge. */
export const numericUser: Rule = {
  id: 'DL3066',
  severity: 'info',
  instructions: ['USER'],
  title: () => l10n.t('USER by name'),
  check: (file, report) => {
    const declared = new Set<string>();
    const made = new UsersMade(file);
    for (const instruction of ownInstructions(file)) {
      if (instruction.name === 'ARG') {
        for (const { 0: name } of instruction.argument.text.matchAll(/(?<=^|\s)\w+/g)) {
          declared.add(name);
        }
      }
      const { argument } = instruction;
      if (instruction.name === 'USER' && argument.text !== '' && !isNumeric(instruction, file, declared)) {
        const user = argument.word(0, /:(?![^{}]*\})|$/.exec(argument.text)?.index ?? argument.text.length);
        report({
          at: user,
          message: l10n.t(
            'Name the user by its number; Kubernetes cannot tell whether {0} is root.',
            user.text,
          ),
          fixes: fixesFor(user, made.idOf(user.text, instruction)),
        });
      }
    }
  },
};

/** Whether the user is a number, or may be one that the build's arguments give. */
function isNumeric(user: Instruction, file: LintFile, declared: ReadonlySet<string>): boolean {
  const { text } = user.argument;
  if (numeric.test(text)) {
    return true;
  }
  if (/[$"']/.test(text)) {
    const named = text.matchAll(/\$(?:\{(\w+)\}|(\w+))/g);
    return (
      Array.from(named, ([, braced, bare]) => braced ?? bare ?? '').some((name) => declared.has(name)) ||
      /^\d+(?::|$)/.test(expand(text, file.scopes().at(user), file.tree.escape).text)
    );
  }
  return false;
}

/** The number of root, or of a user that the stage itself makes. */
function fixesFor(user: Word, made: string | undefined): Fix[] {
  const id = user.text === 'root' ? '0' : made;
  const edit = { start: user.start, end: user.end, newText: id ?? '' };
  return id === undefined
    ? []
    : [{ title: l10n.t('Write {0} instead of {1}', id, user.text), edits: [edit], safe: true }];
}

/** The users that each stage's RUNs make with a number. */
class UsersMade {
  readonly #file: LintFile;
  readonly #stage: (instruction: Instruction) => LintStage | undefined;
  readonly #ids = new Map<LintStage, ReadonlyMap<string, string | undefined>>();

  constructor(file: LintFile) {
    this.#file = file;
    this.#stage = stageOf(file);
  }

  /** Undefined for a user that the stage does not make, or more than once, or with a number that is not written there. */
  idOf(user: string, instruction: Instruction): string | undefined {
    const stage = this.#stage(instruction);
    if (stage === undefined) {
      return undefined;
    }
    const known = this.#ids.get(stage) ?? this.#read(stage);
    this.#ids.set(stage, known);
    return known.get(user);
  }

  #read({ instructions }: LintStage): Map<string, string | undefined> {
    const ids = new Map<string, string | undefined>();
    for (const run of instructions.filter(({ name }) => name === 'RUN')) {
      for (const command of this.#file.commands(run)) {
        if (command.name === 'useradd' || command.name === 'adduser') {
          const id = optionValue(command, 'u', 'uid');
          for (const { value } of operands(command)) {
            ids.set(value, id !== undefined && /^\d+$/.test(id) && !ids.has(value) ? id : undefined);
          }
        }
      }
    }
    return ids;
  }
}
