import * as l10n from '@vscode/l10n';
import { expandCertain } from '../../expand.ts';
import type { LintFile } from '../../lint/lint-file.ts';
import type { LintStage } from '../../lint/lint-stage.ts';
import type { Rule } from '../../lint/rule.ts';
import type { Span } from '../../span.ts';
import { copyParts } from '../../syntax/copy.ts';
import type { Instruction } from '../../tree.ts';
import { fields } from '../../words.ts';
import { deviation, deviationOf } from './deviation.ts';

/** A path that an instruction writes to or works in. */
interface Written {
  readonly instruction: Instruction;
  readonly at: Span;
  /** Absolute, without `/` at its end. */
  readonly path: string;
}

const lostPaths: Rule = {
  id: 'KB1015',
  severity: 'error',
  title: () => l10n.t('Path that the builder keeps for itself'),
  check: (file, report) => {
    const support = deviationOf(file, 'lost-paths');
    const paths = support?.paths ?? [];
    for (const stage of support === undefined ? [] : file.stages) {
      for (const { at, path } of writtenIn(stage, file)) {
        if (support !== undefined && paths.some((lost) => isInside(path, lost))) {
          report(deviation(file, support, at));
        }
      }
    }
  },
};

const volumeWrites: Rule = {
  id: 'KB1016',
  severity: 'warning',
  title: () => l10n.t('File written to a VOLUME after its declaration'),
  check: (file, report) => {
    const support = deviationOf(file, 'volume-writes');
    for (const stage of support === undefined ? [] : file.stages) {
      const volumes = stage.instructions.filter(({ name }) => name === 'VOLUME');
      const paths = volumes.flatMap((volume) => volumesOf(volume, file).map((path) => ({ path, volume })));
      for (const { instruction, at, path } of paths.length === 0 ? [] : writtenIn(stage, file)) {
        const isLate = paths.some((one) => one.volume.end <= instruction.start && isInside(path, one.path));
        if (support !== undefined && instruction.name !== 'WORKDIR' && isLate) {
          report(deviation(file, support, at));
        }
      }
    }
  },
};

export const pathRules: readonly Rule[] = [lostPaths, volumeWrites];

function isInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

/** Destinations of COPY and ADD, and working directories; those that are relative to an unknown one are left out. */
function writtenIn({ instructions }: LintStage, file: LintFile): Written[] {
  const written: Written[] = [];
  let folder: string | undefined;
  for (const instruction of instructions) {
    const { name, argument } = instruction;
    const word =
      name === 'WORKDIR'
        ? { ...argument.word(0, argument.text.length), value: argument.text }
        : name === 'COPY' || name === 'ADD'
          ? copyParts(instruction).destination
          : undefined;
    if (word !== undefined) {
      const path = resolve(
        folder,
        expandCertain(word.value, file.scopes().at(instruction), file.tree.escape),
      );
      folder = name === 'WORKDIR' ? path : folder;
      if (path !== undefined) {
        written.push({ instruction, at: word, path });
      }
    }
  }
  return written;
}

function volumesOf(instruction: Instruction, file: LintFile): string[] {
  const scope = file.scopes().at(instruction);
  const words =
    instruction.json?.map(({ value }) => value) ?? fields(instruction.argument).map(({ text }) => text);
  return words.flatMap((word) => resolve(undefined, expandCertain(word, scope, file.tree.escape)) ?? []);
}

/** An absolute path without `.`, `..` and `/` at its end; undefined where that cannot be known. */
function resolve(folder: string | undefined, path: string | undefined): string | undefined {
  if (path === undefined || (folder === undefined && !path.startsWith('/'))) {
    return undefined;
  }
  const parts: string[] = [];
  for (const part of (path.startsWith('/') ? path : `${folder ?? ''}/${path}`).split('/')) {
    if (part === '..') {
      parts.pop();
    } else if (part !== '' && part !== '.') {
      parts.push(part);
    }
  }
  return `/${parts.join('/')}`;
}
