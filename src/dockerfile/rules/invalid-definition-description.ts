import * as l10n from '@vscode/l10n';
import { asksFor, checkOptionsIn, checkOptionsOf } from '../lint/check-directive.ts';
import { commentsAbove } from '../lint/comments-above.ts';
import type { Edit } from '../lint/diagnostic.ts';
import type { LintFile } from '../lint/lint-file.ts';
import { readPragma } from '../lint/pragmas.ts';
import type { Rule } from '../lint/rule.ts';
import type { Word } from '../span.ts';
import { fromParts } from '../syntax/from.ts';
import { readPairs } from '../syntax/pairs.ts';
import type { Comment, Instruction } from '../tree.ts';

const id = 'InvalidDefinitionDescription';

/** Used only where `# check=experimental=` asks for it. */
export const invalidDefinitionDescription: Rule = {
  id,
  severity: 'style',
  text: 'experimental=',
  title: () => l10n.t('Comment that does not describe what it stands above'),
  check: (file, report) => {
    const everywhere = asksFor(checkOptionsOf(file.tree), id);
    for (const [instruction, comments] of commentsAbove(file.tree)) {
      const defined = definedBy(instruction, file);
      const last = comments.at(-1);
      const isAsked = everywhere || comments.some(asksForIt);
      if (isAsked && defined !== undefined && last !== undefined && isOther(last, defined.names)) {
        report({
          at: defined.word,
          message: l10n.t(
            'The comment above becomes its description if it begins with {0}.',
            defined.names[0] ?? '',
          ),
          related: [{ start: last.start, end: last.end, message: l10n.t('Comment') }],
          fixes: [
            {
              title: l10n.t('Begin the comment with {0}', defined.names[0] ?? ''),
              edits: [beginWith(last, defined.names[0] ?? '', file)],
              safe: true,
            },
          ],
        });
      }
    }
  },
};

/** Behind the `#`, with one space on either side. */
function beginWith({ start }: Comment, name: string, { tree }: LintFile): Edit {
  const place = start + 1;
  const space = /\s/.test(tree.text.charAt(place)) ? '' : ' ';
  return { start: place, end: place, newText: ` ${name}${space}` };
}

function asksForIt(comment: Comment): boolean {
  const options = checkOptionsIn(comment);
  return options !== undefined && asksFor(options, id);
}

interface Defined {
  readonly names: readonly string[];
  readonly word: Word;
}

/** A comment that says something, but neither of the name nor to a linter. */
function isOther(comment: Comment, names: readonly string[]): boolean {
  const { text } = comment;
  return (
    text !== '' &&
    !names.some((name) => text === name || text.startsWith(`${name} `)) &&
    readPragma(comment) === undefined &&
    checkOptionsIn(comment) === undefined
  );
}

/** The stage or the variables that an instruction defines. BuildKit overlooks several in one ARG before the first FROM. */
function definedBy(instruction: Instruction, file: LintFile): Defined | undefined {
  if (instruction.name === 'FROM') {
    const { alias } = fromParts(instruction);
    return alias && { names: [alias.text.toLowerCase()], word: alias };
  }
  const pairs = instruction.name === 'ARG' ? readPairs(instruction, file.tree.escape).pairs : [];
  const [first] = pairs;
  return first === undefined || (pairs.length > 1 && isBeforeFrom(instruction, file))
    ? undefined
    : { names: pairs.map(({ name }) => name), word: first.key };
}

function isBeforeFrom({ start }: Instruction, { stages: [first] }: LintFile): boolean {
  return first?.from !== undefined && start < first.from.instruction.start;
}
