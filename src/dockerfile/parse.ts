import { escapeOf, readDirectives } from './directives.ts';
import { InstructionReader } from './instruction-reader.ts';
import { Lines } from './lines.ts';
import type { Comment, DockerfileTree, Instruction } from './tree.ts';

/**
 * Reads a Dockerfile by the rules of BuildKit's parser, which every builder uses. Keeps what it does not know: unknown
 * keywords are instructions, a here-document that is never ended takes the rest. Never throws; takes time in proportion
 * to the text's length.
 */
export function parseDockerfile(text: string): DockerfileTree {
  const lines = new Lines(text);
  const directives = readDirectives(text, lines);
  const escape = escapeOf(directives);
  const comments: Comment[] = [];
  const instructions: Instruction[] = [];
  const reader = new InstructionReader(text, lines, escape, comments);
  for (let line = directives.length; line < reader.lineCount;) {
    const { instruction, next } = reader.readAt(line);
    if (instruction !== undefined) {
      instructions.push(instruction);
    }
    line = next;
  }
  return { text, lines, escape, directives, instructions, comments };
}
