import type { LintFile } from '../lint/lint-file.ts';
import type { LintStage } from '../lint/lint-stage.ts';
import type { Comment, DockerfileTree, Instruction } from '../tree.ts';

/** Tells for an instruction the nearest one of that name before it in its stage. Worked out when first asked. */
export function lastBefore(
  { stages }: LintFile,
  name: string,
): (instruction: Instruction) => Instruction | undefined {
  let known: Map<Instruction, Instruction | undefined> | undefined;
  return (instruction) => {
    known ??= new Map(stages.flatMap((stage) => withLast(stage, name)));
    return known.get(instruction);
  };
}

/** Tells for an instruction the stage that it is in. Worked out when first asked. */
export function stageOf({ stages }: LintFile): (instruction: Instruction) => LintStage | undefined {
  let known: Map<Instruction, LintStage> | undefined;
  return (instruction) => {
    known ??= new Map(
      stages.flatMap((stage) => stage.instructions.map((each): [Instruction, LintStage] => [each, stage])),
    );
    return known.get(instruction);
  };
}

/** Whether a comment between the two offsets tells the linter what to overlook. */
export function hasPragmaBetween({ comments }: DockerfileTree, from: number, to: number): boolean {
  for (let index = firstBehind(comments, from); ; index++) {
    const comment = comments[index];
    if (comment === undefined || comment.start >= to) {
      return false;
    }
    if (/^(?:hadolint|check)\b/.test(comment.text)) {
      return true;
    }
  }
}

function withLast({ instructions }: LintStage, name: string): [Instruction, Instruction | undefined][] {
  let last: Instruction | undefined;
  return instructions.map((instruction) => {
    const before = last;
    last = instruction.name === name ? instruction : last;
    return [instruction, before];
  });
}

/** Index of the first comment at or behind the offset. */
function firstBehind(comments: readonly Comment[], offset: number): number {
  let low = 0;
  let high = comments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((comments[middle]?.start ?? 0) < offset) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
