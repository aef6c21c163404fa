import type { FromParts } from '../syntax/from.ts';
import type { Instruction } from '../tree.ts';

/** What one FROM begins. */
export interface LintStage {
  /** Counts from 0. */
  readonly index: number;
  /** Absent for a fragment without FROM. */
  readonly from?: From;
  /** Behind the FROM; what ONBUILD triggers follows its ONBUILD. */
  readonly instructions: readonly Instruction[];
}

export interface From extends FromParts {
  readonly instruction: Instruction;
}
