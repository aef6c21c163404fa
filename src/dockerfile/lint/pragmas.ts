import type { Comment, DockerfileTree, Instruction } from '../tree.ts';
import type { LintFile } from './lint-file.ts';

/** A comment by which a file tells the linter to be silent: `# hadolint ignore=DL3006`. */
export interface Pragma {
  /** The next line's instruction, what follows that line up to the next FROM, this too, or the whole file. */
  readonly scope: 'instruction' | 'stage' | 'global';
  /** Ids of rules, as written. */
  readonly ids: readonly string[];
}

const form =
  /^hadolint[ \t]+(?:(global|stage)[ \t]+)?ignore[ \t]*=[ \t]*([A-Za-z]\w*(?:[ \t]*,[ \t]*[A-Za-z]\w*)*)[ \t]*(?:#.*)?$/;

/** hadolint's ids and ShellCheck's, BuildKit's names, and ours. Another word makes hadolint overlook the whole comment. */
const ruleId = /^(?:(?:DL|SC|KB)\d+|[A-Z][A-Za-z]+)$/;

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
  const byLine = new Map<number, readonly string[]>();
  const ofStages: { line: number; ids: readonly string[] }[] = [];
  const everywhere = new Set<string>();
  for (const comment of file.tree.comments) {
    const pragma = readPragma(comment);
    if (pragma === undefined || isInside(file.tree, comment)) {
      continue;
    }
    if (pragma.scope === 'global') {
      pragma.ids.forEach((id) => everywhere.add(id));
    } else if (pragma.scope === 'stage') {
      ofStages.push({ line: comment.line + 1, ids: pragma.ids });
    } else {
      byLine.set(comment.line + 1, pragma.ids);
    }
  }
  if (byLine.size === 0 && ofStages.length === 0) {
    return (codes) => codes.some((code) => everywhere.has(code));
  }
  const { tree } = file;
  const froms = fromsOf(file);
  const byStage = firstLines(froms, ofStages);
  return (codes, offset) => {
    const instruction = lastBefore(tree.instructions, offset);
    // A finding about a comment is about none of the instructions around it.
    const isComment = tree.text[offset] === '#' && offset > (instruction?.end ?? -1);
    const line = (isComment ? tree.lines.lineAt(offset) : instruction?.startLine) ?? -1;
    const ids = byLine.get(line);
    const from = lastBefore(froms, tree.lines.start(Math.max(line, 0)) - 1)?.startLine ?? -1;
    const inStage = byStage.get(from);
    return codes.some(
      (code) =>
        everywhere.has(code) || ids?.includes(code) === true || (inStage?.get(code) ?? Infinity) < line,
    );
  };
}

/** A comment between the lines of an instruction speaks to nobody. */
function isInside({ instructions }: DockerfileTree, { start }: Comment): boolean {
  return (lastBefore(instructions, start)?.end ?? 0) > start;
}

/** For each stage, known by the line of its FROM, -1 without one, the line from which on each id is silenced. */
function firstLines(
  froms: readonly Instruction[],
  pragmas: readonly { readonly line: number; readonly ids: readonly string[] }[],
): Map<number, Map<string, number>> {
  const stages = new Map<number, Map<string, number>>();
  let from = -1;
  let next = 0;
  for (const { line, ids } of pragmas) {
    for (let found = froms[next]; found !== undefined && found.startLine <= line; found = froms[next]) {
      from = found.startLine;
      next++;
    }
    const stage = stages.get(from) ?? new Map<string, number>();
    stages.set(from, stage);
    for (const id of ids) {
      stage.set(id, Math.min(stage.get(id) ?? Infinity, line));
    }
  }
  return stages;
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
