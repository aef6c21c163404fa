import type { Comment, Instruction } from '../tree.ts';
import type { LintFile } from './lint-file.ts';

/** A comment by which a file tells the linter to be silent: `# hadolint ignore=DL3006`. */
export interface Pragma {
  /** The next line's instruction, the stage that begins on the next line, or the whole file. */
  readonly scope: 'instruction' | 'stage' | 'global';
  /** Ids of rules, as written. */
  readonly ids: readonly string[];
}

const form =
  /^hadolint[ \t]+(?:(global|stage)[ \t]+)?ignore[ \t]*=[ \t]*([A-Za-z]\w*(?:[ \t]*,[ \t]*[A-Za-z]\w*)*)[ \t]*(?:#.*)?$/;

/** hadolint's ids and ShellCheck's, BuildKit's names, and ours. Another word makes hadolint overlook the whole comment. */
const ruleId = /^(?:[A-Z]{2}\d+|[A-Z][A-Za-z]+)$/;

/** What a comment tells the linter; undefined for every other comment. */
export function readPragma({ text }: Comment): Pragma | undefined {
  const [, scope, list] = form.exec(text) ?? [];
  const ids = list?.split(',').map((id) => id.trim()) ?? [];
  if (ids.length === 0 || !ids.every((id) => ruleId.test(id))) {
    return undefined;
  }
  return { scope: scope === 'global' || scope === 'stage' ? scope : 'instruction', ids };
}

/** Whether the file's own comments silence a finding with these ids at the offset. */
export type Silence = (codes: readonly string[], offset: number) => boolean;

/** What the comments of a file silence. */
export function silencedByPragmas(file: LintFile): Silence {
  const byLine = new Map<number, Pragma>();
  const everywhere = new Set<string>();
  for (const comment of file.tree.comments) {
    const pragma = readPragma(comment);
    if (pragma?.scope === 'global') {
      pragma.ids.forEach((id) => everywhere.add(id));
    } else if (pragma !== undefined) {
      byLine.set(comment.line + 1, pragma);
    }
  }
  if (byLine.size === 0) {
    return (codes) => codes.some((code) => everywhere.has(code));
  }
  const { tree } = file;
  const froms = fromsOf(file);
  const names = (scope: Pragma['scope'], line: number | undefined, codes: readonly string[]) => {
    const pragma = line === undefined ? undefined : byLine.get(line);
    return pragma?.scope === scope && codes.some((code) => pragma.ids.includes(code));
  };
  return (codes, offset) => {
    const instruction = lastBefore(tree.instructions, offset);
    // A finding about a comment is about none of the instructions around it.
    const isComment = tree.text[offset] === '#' && offset > (instruction?.end ?? -1);
    return (
      codes.some((code) => everywhere.has(code)) ||
      names('instruction', isComment ? tree.lines.lineAt(offset) : instruction?.startLine, codes) ||
      names('stage', lastBefore(froms, offset)?.startLine, codes)
    );
  };
}

function fromsOf({ stages }: LintFile): Instruction[] {
  return stages.flatMap(({ from }) => from?.instruction ?? []);
}

/** The last instruction that begins at or before the offset. */
function lastBefore(instructions: readonly Instruction[], offset: number): Instruction | undefined {
  let low = 0;
  let high = instructions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((instructions[middle]?.start ?? 0) <= offset) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return instructions[low - 1];
}
