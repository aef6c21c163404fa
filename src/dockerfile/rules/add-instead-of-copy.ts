import * as l10n from '@vscode/l10n';
import type { Fix } from '../lint/diagnostic.ts';
import type { Rule } from '../lint/rule.ts';
import { copyParts, type CopyPath } from '../syntax/copy.ts';
import { stripQuotes } from '../syntax/strip-quotes.ts';
import type { Instruction } from '../tree.ts';
import { isArchive } from './archive-names.ts';

/** DL3020: ADD where COPY does the same. */
export const addInsteadOfCopy: Rule = {
  id: 'DL3020',
  severity: 'error',
  title: () => l10n.t('ADD where COPY does'),
  check: ({ tree }, report) => {
    for (const instruction of tree.instructions) {
      if (instruction.name === 'ADD') {
        const { sources, destination } = copyParts(instruction);
        if (destination !== undefined && !sources.every(needsAdd)) {
          report({
            at: instruction.keyword,
            message: l10n.t(
              'ADD downloads and unpacks; for plain files and folders COPY says what is meant and has no surprises.',
            ),
            fixes: copyFixes(instruction, sources),
          });
        }
      }
    }
  },
};

/** Downloads, repositories and archives are what ADD is for. */
function needsAdd({ value }: CopyPath): boolean {
  const plain = stripQuotes(value);
  return isArchive(plain) || plain.endsWith('.tar.zst') || /^(?:https?:|git:|ssh:|git@)/.test(plain);
}

const sharedFlags: ReadonlySet<string> = new Set(['chown', 'chmod', 'link', 'exclude']);

function copyFixes({ keyword, flags }: Instruction, sources: readonly CopyPath[]): Fix[] {
  const isPlain = flags.every(({ name }) => sharedFlags.has(name)) && !sources.some(needsAdd);
  if (!isPlain) {
    return [];
  }
  const newText = keyword.text === keyword.text.toLowerCase() ? 'copy' : 'COPY';
  // A wildcard or a variable may stand for an archive.
  const safe = sources.every(({ value }) => !/[$*?[]/.test(value));
  return [
    {
      title: l10n.t('Use COPY'),
      safe,
      edits: [{ start: keyword.start, end: keyword.end, newText }],
    },
  ];
}
