import type { LintFile } from '../lint/lint-file.ts';
import type { LintStage } from '../lint/lint-stage.ts';
import type { Instruction } from '../tree.ts';

/** What a stage does itself, without what its ONBUILD leaves to other builds. */
export function ownInstructions({ instructions }: Pick<LintStage, 'instructions'>): readonly Instruction[] {
  return instructions.some(({ trigger }) => trigger !== undefined)
    ? instructions.filter((instruction, index) => instructions[index - 1]?.trigger !== instruction)
    : instructions;
}

/** The stages, and in front of them what stands before the first FROM, as if it were one. */
export function stagesWithPreamble({ preamble, stages }: LintFile): readonly LintStage[] {
  return preamble.length === 0 ? stages : [{ index: -1, instructions: preamble }, ...stages];
}
