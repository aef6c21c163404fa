import * as l10n from '@vscode/l10n';
import type { Rule } from '../lint/rule.ts';
import type { LintStage } from '../lint/lint-stage.ts';
import type { Word } from '../span.ts';
import { didYouMean } from '../did-you-mean.ts';
import { copyParts } from '../syntax/copy.ts';
import { stripQuotes } from '../syntax/strip-quotes.ts';
import type { Flag, Instruction } from '../tree.ts';
import { ownInstructions, stagesWithPreamble } from './own-instructions.ts';

/** What a COPY takes from, and what it could take from. */
interface CopyFrom {
  readonly instruction: Instruction;
  /** The value of `--from`. */
  readonly wanted: Word;
  readonly stage: LintStage;
  /** Lower case, of this stage and those before. */
  readonly names: ReadonlySet<string>;
}

/** DL3022: --from with a name that no earlier stage has. */
export const copyFromUnknown: Rule = {
  id: 'DL3022',
  severity: 'warning',
  instructions: ['COPY'],
  text: '--from',
  title: () => l10n.t('COPY --from without such a stage'),
  check: (file, report) => {
    for (const { wanted, stage, names } of copiesFrom(stagesWithPreamble(file))) {
      const isNumber =
        stage.from !== undefined && /^\d+$/.test(wanted.text) && Number(wanted.text) <= stage.index;
      if (isNumber || wanted.text.includes(':') || names.has(wanted.text.toLowerCase())) {
        continue;
      }
      const own = stage.from?.alias?.text.toLowerCase();
      const meant = didYouMean(
        wanted.text,
        [...names].filter((name) => name !== own),
      );
      report({
        at: wanted,
        message:
          meant === undefined
            ? l10n.t('No stage before is named {0}; an image from a registry needs its tag.', wanted.text)
            : l10n.t('No stage before is named {0}; do you mean {1}?', wanted.text, meant),
        fixes:
          meant === undefined
            ? []
            : [
                {
                  title: l10n.t('Change to {0}', meant),
                  safe: false,
                  edits: [{ start: wanted.start, end: wanted.end, newText: meant }],
                },
              ],
      });
    }
  },
};

/** DL3023: a stage that copies from itself. */
export const copyFromItself: Rule = {
  id: 'DL3023',
  severity: 'error',
  instructions: ['COPY'],
  text: '--from',
  title: () => l10n.t('COPY --from the own stage'),
  check: (file, report) => {
    for (const { wanted, stage } of copiesFrom(stagesWithPreamble(file))) {
      if (wanted.text.toLowerCase() === stage.from?.alias?.text.toLowerCase()) {
        report({
          at: wanted,
          message: l10n.t(
            '{0} is this very stage, and a stage cannot copy from itself: name another one.',
            wanted.text,
          ),
        });
      }
    }
  },
};

/** DL3067: the whole file system of a stage on top of another one. */
export const copyWholeStage: Rule = {
  id: 'DL3067',
  severity: 'warning',
  instructions: ['COPY'],
  text: '--from',
  title: () => l10n.t('Whole file system of a stage copied'),
  check: (file, report) => {
    for (const { instruction } of copiesFrom(stagesWithPreamble(file))) {
      const { sources, destination } = copyParts(instruction);
      const root = sources.find(({ value }) => stripQuotes(value) === '/');
      if (root !== undefined && destination !== undefined && stripQuotes(destination.value) === '/') {
        report({
          at: root,
          message: l10n.t(
            'This copies everything over the base image, which keeps the build’s leftovers and loses what both have: copy what is needed, or begin the stage FROM the other.',
          ),
        });
      }
    }
  },
};

function* copiesFrom(stages: readonly LintStage[]): Generator<CopyFrom> {
  const names = new Set<string>();
  for (const stage of stages) {
    const alias = stage.from?.alias;
    if (alias !== undefined) {
      names.add(alias.text.toLowerCase());
    }
    for (const instruction of ownInstructions(stage)) {
      const flag =
        instruction.name === 'COPY' ? instruction.flags.find(({ name }) => name === 'from') : undefined;
      if (flag?.value !== undefined && flag.value !== '') {
        yield { instruction, wanted: valueOf(flag, flag.value), stage, names };
      }
    }
  }
}

/** Where the value of `--from=…` stands, its quotes left aside. */
function valueOf({ text, end }: Flag, value: string): Word {
  const behind = /["']$/.test(text) ? end - 1 : end;
  return { text: value, start: behind - value.length, end: behind };
}
