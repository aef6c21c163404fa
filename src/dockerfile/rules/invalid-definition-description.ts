import * as l10n from '@vscode/l10n';
import { asksFor, checkOptionsAbove, checkOptionsOf, isCheck, isIndented } from '../lint/check-directive.ts';
import { commentsAbove } from '../lint/comments-above.ts';
import type { Fix } from '../lint/diagnostic.ts';
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
      const isAsked = everywhere || asksFor(checkOptionsAbove(file.tree, comments), id);
      if (isAsked && defined !== undefined && last !== undefined && isOther(last, defined.names, file)) {
        const [name = ''] = defined.names;
        report({
          at: defined.word,
          message: l10n.t('The comment above becomes its description if it begins with {0}.', name),
          related: [{ start: last.start, end: last.end, message: l10n.t('Comment') }],
          fixes: beginWith(last, defined.names, file),
        });
      }
    }
  },
};

/** Behind a `#` at the line's begin, with one space on either side. What is there for a linter has to stay as it is. */
function beginWith(comment: Comment, names: readonly string[], { tree }: LintFile): Fix[] {
  if (readPragma(comment) !== undefined || isCheck(tree, comment)) {
    return [];
  }
  const [name = ''] = names;
  const { start, line, text } = comment;
  const space = text === '' || /\s/.test(tree.text.charAt(start + 1)) ? '' : ' ';
  return [
    {
      title: l10n.t('Begin the comment with {0}', name),
      edits: [
        {
          start: isIndented(tree, start) ? tree.lines.start(line) : start,
          end: start + 1,
          newText: describes(text, names) ? '#' : `# ${name}${space}`,
        },
      ],
      safe: true,
    },
  ];
}

interface Defined {
  readonly names: readonly string[];
  readonly word: Word;
}

/** A comment that says something else. One that is indented describes nothing, whatever it says. */
function isOther({ text, start }: Comment, names: readonly string[], { tree }: LintFile): boolean {
  return isIndented(tree, start) || (text !== '' && !describes(text, names));
}

function describes(text: string, names: readonly string[]): boolean {
  return names.some((name) => text === name || text.startsWith(`${name} `));
}

/** The stage or the variables that an instruction defines. */
function definedBy(instruction: Instruction, { tree }: LintFile): Defined | undefined {
  if (instruction.name === 'FROM') {
    const { alias } = fromParts(instruction);
    return alias && { names: [alias.text.toLowerCase()], word: alias };
  }
  const pairs = instruction.name === 'ARG' ? readPairs(instruction, tree.escape).pairs : [];
  const [first] = pairs;
  return first && { names: pairs.map(({ name }) => name), word: first.key };
}
