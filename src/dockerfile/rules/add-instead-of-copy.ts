import * as l10n from '@vscode/l10n';
import { expand, isLiteral } from '../expand.ts';
import type { Fix } from '../lint/diagnostic.ts';
import type { LintFile } from '../lint/lint-file.ts';
import type { Rule } from '../lint/rule.ts';
import { copyParts, type CopyPath } from '../syntax/copy.ts';
import { stripQuotes } from '../syntax/strip-quotes.ts';
import type { Instruction } from '../tree.ts';
import { isArchive } from './archive-names.ts';
import { needsSlash, slashEdit } from './copy-destination.ts';

/** DL3020: ADD where COPY does the same. */
export const addInsteadOfCopy: Rule = {
  id: 'DL3020',
  severity: 'error',
  instructions: ['ADD'],
  title: () => l10n.t('ADD where COPY does'),
  check: (file, report) => {
    for (const instruction of file.tree.instructions) {
      if (instruction.name === 'ADD') {
        const { sources, destination } = copyParts(instruction);
        if (destination !== undefined && !sources.every(isForAdd)) {
          report({
            at: instruction.keyword,
            message: sources.some(isRepository)
              ? l10n.t(
                  'ADD clones without the credentials and the checks of a clone of your own: name an https: URL, or clone in RUN.',
                )
              : l10n.t(
                  'ADD downloads and unpacks; for plain files and folders COPY says what is meant and has no surprises.',
                ),
            fixes: copyFixes(file, instruction, sources, destination),
          });
        }
      }
    }
  },
};

/** Downloads and archives are what ADD is for. */
function isForAdd({ value }: Pick<CopyPath, 'value'>): boolean {
  const plain = stripQuotes(value);
  return isArchive(plain) || plain.endsWith('.tar.zst') || /^https?:/.test(plain);
}

/** COPY cannot clone. */
function isRepository({ value }: Pick<CopyPath, 'value'>): boolean {
  return /^(?:git:|ssh:|git@)/.test(stripQuotes(value));
}

const sharedFlags: ReadonlySet<string> = new Set(['chown', 'chmod', 'link', 'exclude']);

function copyFixes(
  file: LintFile,
  instruction: Instruction,
  sources: readonly CopyPath[],
  destination: CopyPath,
): Fix[] {
  const { keyword, flags } = instruction;
  const isPlain =
    flags.every(({ name }) => sharedFlags.has(name)) &&
    !sources
      .map((source) => expanded(source, file, instruction))
      .some((source) => isForAdd(source) || isRepository(source));
  if (!isPlain) {
    return [];
  }
  const newText = keyword.text === keyword.text.toLowerCase() ? 'copy' : 'COPY';
  // A wildcard or a variable may stand for an archive.
  const safe = sources.every(({ value }) => !/[$*?[]/.test(value));
  const slash = needsSlash(sources, destination) ? slashEdit(instruction, destination) : undefined;
  return [
    {
      title: l10n.t('Use COPY'),
      safe,
      edits: [{ start: keyword.start, end: keyword.end, newText }, ...(slash === undefined ? [] : [slash])],
    },
  ];
}

/** As builders see it, as far as the file says what its variables are. */
function expanded({ value }: CopyPath, file: LintFile, instruction: Instruction): { readonly value: string } {
  return isLiteral(value)
    ? { value }
    : { value: expand(value, file.scopes().at(instruction), file.tree.escape).text };
}
