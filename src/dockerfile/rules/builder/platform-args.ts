import * as l10n from '@vscode/l10n';
import { expandInDetail } from '../../expand.ts';
import type { LintFile } from '../../lint/lint-file.ts';
import type { LintStage } from '../../lint/lint-stage.ts';
import type { Rule } from '../../lint/rule.ts';
import type { Span } from '../../span.ts';
import { readPairs } from '../../syntax/pairs.ts';
import { ofWord } from '../expanded-words.ts';
import { deviation, deviationOf } from './deviation.ts';

const platformArg = /^(?:BUILD|TARGET)(?:PLATFORM|OS|ARCH|VARIANT)$/;

export const platformArgsRule: Rule = {
  id: 'KB1013',
  severity: 'warning',
  title: () => l10n.t('Variable of the platform that the builder leaves empty'),
  check: (file, report) => {
    const support = deviationOf(file, 'platform-args');
    for (const stage of support === undefined ? [] : file.stages) {
      for (const at of [...inFrom(stage, file), ...inArgs(stage, file)]) {
        if (support !== undefined) {
          report(deviation(file, support, at));
        }
      }
    }
  },
};

/** Whether nothing in the file and no build argument gives it a value. */
function isEmpty(name: string, file: LintFile): boolean {
  return platformArg.test(name) && file.scopes().global.get(name) === undefined;
}

/** In the image of a FROM; --platform is another matter. */
function inFrom({ from }: LintStage, file: LintFile): Span[] {
  if (from?.image.text.includes('$') !== true) {
    return [];
  }
  const word = ofWord(from.image);
  return expandInDetail(word.text, file.scopes().global, file.tree.escape)
    .references.filter(({ name }) => isEmpty(name, file))
    .slice(0, 1)
    .map(({ start, end }) => word.locate(start, end));
}

/** The ARGs by which a stage asks for them, without a default. */
function inArgs({ instructions }: LintStage, file: LintFile): Span[] {
  return instructions.flatMap((instruction) => {
    const pairs = instruction.name === 'ARG' ? readPairs(instruction, file.tree.escape).pairs : [];
    return pairs.filter(({ name, value }) => value === undefined && isEmpty(name, file)).slice(0, 1);
  });
}
