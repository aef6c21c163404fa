import type { LintFile } from '../lint/lint-file.ts';
import type { LintStage } from '../lint/lint-stage.ts';
import type { Instruction } from '../tree.ts';
import { ownInstructions } from './own-instructions.ts';

/**
 * The instructions whose layers no image gets: those of stages that are neither the last nor what a later one begins
 * with. What ONBUILD leaves to other builds is none of them.
 */
export function discardedInstructions({ stages, preamble }: LintFile): ReadonlySet<Instruction> {
  const bases = new Set<string>();
  const discarded = new Set<Instruction>(preamble);
  for (const stage of stages.toReversed()) {
    if (stage.index < stages.length - 1 && !isBase(stage, bases)) {
      for (const instruction of ownInstructions(stage)) {
        discarded.add(instruction);
      }
    }
    if (stage.from !== undefined) {
      bases.add(stage.from.image.text);
    }
  }
  return discarded;
}

function isBase({ from }: LintStage, bases: ReadonlySet<string>): boolean {
  return from?.alias !== undefined && bases.has(from.alias.text);
}
