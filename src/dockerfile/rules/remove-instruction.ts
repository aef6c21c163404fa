import type { Edit } from '../lint/diagnostic.ts';
import type { DockerfileTree, Instruction } from '../tree.ts';

/** What would be a parser directive if it moved up to the file's begin. */
const directive = /^\s*#\s*(?:check|escape|syntax)\s*=/i;

/** Takes an instruction out with its lines, and nothing else. */
export function removeInstruction({ lines, text }: DockerfileTree, instruction: Instruction): Edit {
  const start = lines.start(instruction.startLine);
  const next = instruction.endLine + 1;
  if (next < lines.count) {
    // A blank line ends the directives.
    const isDirective = directive.test(text.slice(lines.start(next), lines.end(next)));
    const end = isDirective ? lines.end(instruction.endLine) : lines.start(next);
    return { start, end, newText: '' };
  }
  const before = instruction.startLine === 0 ? 0 : lines.end(instruction.startLine - 1);
  return { start: before, end: text.length, newText: '' };
}
