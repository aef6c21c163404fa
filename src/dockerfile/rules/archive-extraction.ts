import * as l10n from '@vscode/l10n';
import type { LintFile } from '../lint/lint-file.ts';
import type { Rule } from '../lint/rule.ts';
import type { ShellCommand } from '../shell/command.ts';
import type { Word } from '../span.ts';
import { copyParts } from '../syntax/copy.ts';
import { stripQuotes } from '../syntax/strip-quotes.ts';
import type { Instruction } from '../tree.ts';
import { isArchive, mentionsArchive } from './archive-names.ts';
import { ownInstructions, stagesWithPreamble } from './own-instructions.ts';

/** An archive that a COPY brings, and the name it gets in the image. */
interface CopiedArchive {
  readonly instruction: Instruction;
  readonly source: Word;
  readonly name: string;
}

/** DL3010: an archive that is copied and then unpacked, where ADD does both and leaves no copy in a layer. */
export const archiveExtraction: Rule = {
  id: 'DL3010',
  severity: 'info',
  instructions: ['COPY'],
  title: () => l10n.t('Archive copied and unpacked where ADD does both'),
  check: (file, report) => {
    for (const stage of stagesWithPreamble(file)) {
      const copied: CopiedArchive[] = [];
      const unpacked = new Set<string>();
      for (const instruction of ownInstructions(stage)) {
        if (instruction.name === 'COPY') {
          copied.push(...archivesOf(instruction));
        } else if (instruction.name === 'RUN' && copied.length > 0) {
          addUnpacked(file, instruction, unpacked);
        }
      }
      const reported = new Set<Instruction>();
      for (const { instruction, source, name } of copied) {
        if (unpacked.has(name) && !reported.has(instruction)) {
          reported.add(instruction);
          report({
            at: source,
            message: l10n.t(
              '{0} is unpacked later, but stays in this layer: ADD unpacks it and leaves no copy behind.',
              name,
            ),
          });
        }
      }
    }
  },
};

function archivesOf(instruction: Instruction): CopiedArchive[] {
  if (!mentionsArchive(instruction.argument.text)) {
    return [];
  }
  const { from, sources, destination } = copyParts(instruction);
  if (from !== undefined || destination === undefined) {
    return [];
  }
  const renamed = baseName(destination.value);
  return isArchive(renamed)
    ? sources.slice(0, 1).map((source) => ({ instruction, source, name: renamed }))
    : sources
        .map((source) => ({ instruction, source, name: baseName(source.value) }))
        .filter(({ name }) => isArchive(name));
}

function addUnpacked(file: LintFile, run: Instruction, unpacked: Set<string>): void {
  for (const command of file.commands(run)) {
    if (unpacks(command)) {
      for (const { value } of command.arguments) {
        if (!value.startsWith('-')) {
          unpacked.add(baseName(value));
        }
      }
    }
  }
}

const unpackers: ReadonlySet<string> = new Set([
  'bunzip2',
  'gunzip',
  'gzcat',
  'uncompress',
  'unlzma',
  'unxz',
  'zcat',
  'zgz',
]);

function unpacks({ called, arguments: words }: ShellCommand): boolean {
  return (
    unpackers.has(called.value) ||
    (called.value === 'tar' &&
      words.some(({ value }) => /^-[^-]*x/.test(value) || value === '--extract' || value === '--get'))
  );
}

/** The last part of a path with slashes of either kind. */
function baseName(path: string): string {
  return stripQuotes(path).replace(/^.*[/\\]/s, '');
}
