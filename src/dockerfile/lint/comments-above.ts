import type { Comment, DockerfileTree, Instruction } from '../tree.ts';

/**
 * The comments that stand between an instruction and the one before it, in order; blank lines do not part them from it.
 * What stands inside an instruction belongs to none.
 */
export function commentsAbove(tree: DockerfileTree): ReadonlyMap<Instruction, readonly Comment[]> {
  const above = new Map<Instruction, readonly Comment[]>();
  let next = 0;
  for (const instruction of tree.instructions) {
    const first = next;
    while ((tree.comments[next]?.start ?? Infinity) < instruction.start) {
      next++;
    }
    if (next > first) {
      above.set(instruction, tree.comments.slice(first, next));
    }
    while ((tree.comments[next]?.start ?? Infinity) < instruction.end) {
      next++;
    }
  }
  return above;
}
