import type { Edit } from '../lint/diagnostic.ts';
import type { DockerfileTree, Instruction } from '../tree.ts';

/** Takes an instruction out with its lines, and nothing else. */
export function removeInstruction({ lines, text }: DockerfileTree, instruction: Instruction): Edit {
  const start = lines.start(instruction.startLine);
  const next = instruction.endLine + 1;
  if (next < lines.count) {
    return { start, end: lines.start(next), newText: '' };
  }
  const before = instruction.startLine === 0 ? 0 : lines.end(instruction.startLine - 1);
  return { start: before, end: text.length, newText: '' };
}
