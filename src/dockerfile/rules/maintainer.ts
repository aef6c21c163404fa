import * as l10n from '@vscode/l10n';
import type { Fix } from '../lint/diagnostic.ts';
import type { Rule } from '../lint/rule.ts';
import { stripQuotes } from '../syntax/strip-quotes.ts';
import type { DockerfileTree, Instruction } from '../tree.ts';

/** DL4000: MAINTAINER, which builders only still know. */
export const maintainer: Rule = {
  id: 'DL4000',
  alias: 'MaintainerDeprecated',
  severity: 'error',
  tag: 'deprecated',
  instructions: ['MAINTAINER'],
  title: () => l10n.t('MAINTAINER is deprecated'),
  check: ({ tree }, report) => {
    for (const instruction of tree.instructions) {
      if (instruction.name === 'MAINTAINER') {
        report({
          at: instruction.keyword,
          message: l10n.t('MAINTAINER is deprecated: a label says the same, and people can ask for it.'),
          fixes: labelFixes(instruction, tree),
        });
      }
    }
  },
};

/** Lines stay as they are continued; none where they have quotes too, or a comment stands in front. */
function labelFixes({ keyword, argument }: Instruction, tree: DockerfileTree): Fix[] {
  const { start, end, text } = argument.word(0, argument.text.length);
  const author = stripQuotes(text).replace(/["\\$`]/g, `${tree.escape}$&`);
  const isContinued = end - start !== text.length;
  if ((isContinued && author !== text) || tree.text.slice(keyword.end, start).includes('#')) {
    return [];
  }
  const label = `${keyword.text === keyword.text.toLowerCase() ? 'label' : 'LABEL'} org.opencontainers.image.authors=`;
  const edits = isContinued
    ? [
        { start: keyword.start, end: start, newText: `${label}"` },
        { start: end, end, newText: '"' },
      ]
    : [{ start: keyword.start, end, newText: `${label}"${author}"` }];
  return [{ title: l10n.t('Use a LABEL'), safe: true, edits }];
}
