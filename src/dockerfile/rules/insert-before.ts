import type { Edit } from '../lint/diagnostic.ts';
import type { DockerfileTree, Instruction } from '../tree.ts';
import { hasPragmaBetween } from './earlier.ts';

/**
 * Puts an instruction on a line of its own in front of another one, indented alike. Undefined where a comment above
 * speaks to the linter about the one that is there.
 */
export function insertBefore(
  { start, startLine }: Instruction,
  tree: DockerfileTree,
  newInstruction: string,
): Edit | undefined {
  const { lines, text } = tree;
  const spoken = startLine > 0 && hasPragmaBetween(tree, lines.start(startLine - 1), start);
  const indent = text.slice(lines.start(startLine), start);
  const lineEnd = text.slice(lines.end(startLine), lines.start(startLine + 1)) || '\n';
  return spoken || /\S/.test(indent)
    ? undefined
    : { start, end: start, newText: `${newInstruction}${lineEnd}${indent}` };
}
