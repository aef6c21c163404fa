import * as l10n from '@vscode/l10n';
import type { Edit, Fix } from '../lint/diagnostic.ts';
import type { Rule } from '../lint/rule.ts';
import type { LintStage } from '../lint/lint-stage.ts';
import { copyParts, type CopyPath } from '../syntax/copy.ts';
import { stripQuotes } from '../syntax/strip-quotes.ts';
import type { Instruction } from '../tree.ts';
import { ownInstructions, stagesWithPreamble } from './own-instructions.ts';
import { stageBasesForHadolint } from './stage-base.ts';

/** DL3021: several sources, and a destination that is not written as a folder. */
export const folderDestination: Rule = {
  id: 'DL3021',
  severity: 'error',
  instructions: ['COPY'],
  title: () => l10n.t('Destination of several files without a slash at its end'),
  check: ({ tree }, report) => {
    for (const instruction of tree.instructions) {
      if (instruction.name === 'COPY') {
        const { sources, destination } = copyParts(instruction);
        if (destination !== undefined && needsSlash(sources, destination)) {
          report({
            at: destination,
            message: l10n.t('Several files can only go into a folder: write {0}.', `${destination.value}/`),
            fixes: slashFixes(instruction, destination),
          });
        }
      }
    }
  },
};

/** Whether several sources go to what is not written as a folder. */
export function needsSlash(sources: readonly CopyPath[], { value }: CopyPath): boolean {
  return sources.length > 1 && !/[/\\]["']?$/.test(value);
}

function slashFixes(instruction: Instruction, destination: CopyPath): Fix[] {
  const edit = slashEdit(instruction, destination);
  return edit === undefined ? [] : [{ title: l10n.t('Add a slash'), safe: true, edits: [edit] }];
}

/** Makes a folder of the destination; undefined for what is meant as JSON and is none. */
export function slashEdit({ argument, json }: Instruction, { text, end }: CopyPath): Edit | undefined {
  const at = /["']$/.test(text) ? end - 1 : end;
  return json === undefined && argument.text.startsWith('[')
    ? undefined
    : { start: at, end: at, newText: '/' };
}

/** DL3045: a relative destination where nobody has said relative to what. */
export const destinationWithoutWorkdir: Rule = {
  id: 'DL3045',
  severity: 'warning',
  instructions: ['COPY'],
  title: () => l10n.t('Relative destination without WORKDIR'),
  check: (file, report) => {
    const stages = stagesWithPreamble(file);
    const bases = stageBasesForHadolint(stages);
    const placed = new Set<LintStage>();
    for (const stage of stages) {
      const base = bases.get(stage);
      let hasWorkdir = base !== undefined && placed.has(base);
      for (const instruction of ownInstructions(stage)) {
        hasWorkdir ||= instruction.name === 'WORKDIR';
        const { destination } =
          instruction.name === 'COPY' && !hasWorkdir ? copyParts(instruction) : { destination: undefined };
        if (destination !== undefined && isRelative(destination)) {
          report({
            at: destination,
            message: l10n.t(
              'Where {0} is depends on the base image: set WORKDIR first or write the whole path.',
              destination.value,
            ),
            fixes: absoluteFixes(destination, stage.from?.image.text === 'scratch'),
          });
        }
      }
      if (hasWorkdir) {
        placed.add(stage);
      }
    }
  },
};

/** Variables may hold a whole path, and Windows has drives. */
function isRelative({ value }: CopyPath): boolean {
  return !/^(?:[/$]|[A-Za-z]:)/.test(stripQuotes(value));
}

/** An image from nothing works in `/`; what other images do is not known here. */
function absoluteFixes({ text, start, value }: CopyPath, inScratch: boolean): Fix[] {
  const lead = /^["']/.test(text) ? 1 : 0;
  const dots = /^(?:\.\/+)*(?:\.$)?/.exec(stripQuotes(value))?.[0].length ?? 0;
  if (/^[~\\]|\.\.|[[\]'"]/.test(stripQuotes(value))) {
    return [];
  }
  return [
    {
      title: l10n.t('Write the path from /'),
      safe: inScratch,
      edits: [{ start: start + lead, end: start + lead + dots, newText: '/' }],
    },
  ];
}
