import * as l10n from '@vscode/l10n';
import type { Comment, DockerfileTree, Instruction } from '../tree.ts';
import { checkOptionsIn, readCheckOptions } from './check-directive.ts';
import { commentsAbove } from './comments-above.ts';
import type { Diagnostic, Edit, Fix } from './diagnostic.ts';
import { readPragma } from './pragmas.ts';

/**
 * Comments that silence a finding: for its instruction, where it has one, and for the whole file. hadolint's pragma for
 * its rules and ShellCheck's; BuildKit's for all others, because hadolint overlooks a pragma that names a rule which it
 * does not know. A comment of the kind that is there already is extended.
 */
export function ignoreFixes(tree: DockerfileTree, { code, start }: Diagnostic): readonly Fix[] {
  const instruction = tree.instructions.find((one) => one.start <= start && start <= one.end);
  const [above, inFile] = /^(?:DL|SC)\d+$/.test(code) ? [ignoreAbove, ignoreInFile] : [skipAbove, skipInFile];
  const here = instruction === undefined ? undefined : above(tree, instruction, code);
  const everywhere = inFile(tree, code);
  return [
    ...(here === undefined ? [] : [toFix(l10n.t('Ignore {0} here', code), here)]),
    ...(everywhere === undefined ? [] : [toFix(l10n.t('Ignore {0} in this file', code), everywhere)]),
  ];
}

function toFix(title: string, edit: Edit): Fix {
  return { title, edits: [edit], safe: false };
}

/** `# hadolint ignore=` on the line above. A pragma for the stage must stay there and leaves no room. */
function ignoreAbove(tree: DockerfileTree, instruction: Instruction, code: string): Edit | undefined {
  const above = commentOn(tree, instruction.startLine - 1);
  const scope = above === undefined ? undefined : readPragma(above)?.scope;
  if (above === undefined || scope === undefined || scope === 'global') {
    return insertAbove(tree, instruction, instruction.startLine, `# hadolint ignore=${code}`);
  }
  return scope === 'instruction' ? extendPragma(tree, above, code) : undefined;
}

/** `# hadolint global ignore=` behind the directives. */
function ignoreInFile(tree: DockerfileTree, code: string): Edit {
  const global = globalPragma(tree);
  return global === undefined
    ? insertBehindDirectives(tree, `# hadolint global ignore=${code}`)
    : extendPragma(tree, global, code);
}

/** `# check=skip=` above, and above a pragma of hadolint, which must stay where it is. */
function skipAbove(tree: DockerfileTree, instruction: Instruction, code: string): Edit {
  const comments = commentsAbove(tree).get(instruction) ?? [];
  const check = comments.find((comment) => checkOptionsIn(comment) !== undefined);
  if (check !== undefined) {
    return extendSkip(tree.text.slice(check.start, check.end), check.start, code);
  }
  const above = commentOn(tree, instruction.startLine - 1);
  const hasPragma = above !== undefined && readPragma(above) !== undefined;
  const line = instruction.startLine - (hasPragma ? 1 : 0);
  // Right behind the directives it would be one itself; a blank line ends them.
  const lead = line === tree.directives.length ? lineEnd(tree.text) : '';
  return insertAbove(tree, instruction, line, `# check=skip=${code}`, lead);
}

/** `# check=skip=` as a directive; none where there is one that BuildKit refuses. */
function skipInFile(tree: DockerfileTree, code: string): Edit | undefined {
  const directive = tree.directives.find(({ name }) => name === 'check');
  if (directive === undefined) {
    return insertBehindDirectives(tree, `# check=skip=${code}`);
  }
  return readCheckOptions(directive.value.text) === undefined
    ? undefined
    : extendSkip(tree.text.slice(directive.start, directive.end), directive.start, code);
}

/** The pragma for the whole file that stands between instructions: inside one it is none. */
function globalPragma({ comments, instructions }: DockerfileTree): Comment | undefined {
  return comments.find(
    (comment) =>
      readPragma(comment)?.scope === 'global' &&
      !instructions.some(({ start, end }) => start < comment.start && comment.start < end),
  );
}

function commentOn({ comments }: DockerfileTree, wanted: number): Comment | undefined {
  return comments.find(({ line }) => line === wanted);
}

function extendPragma({ text }: DockerfileTree, { start, end }: Comment, code: string): Edit {
  const [found = ''] = /^.*?ignore[ \t]*=[ \t]*\w+(?:[ \t]*,[ \t]*\w+)*/.exec(text.slice(start, end)) ?? [];
  return insertion(start + found.length, `,${code}`);
}

/** Adds to the last `skip` of a comment, which is the one that counts, or adds one. */
function extendSkip(comment: string, start: number, code: string): Edit {
  const [options = ''] = /^#\s*check\s*=\s*\S*/i.exec(comment) ?? [];
  const skip = options.lastIndexOf('skip=');
  if (skip >= 0) {
    const length = options.slice(skip).search(/;|$/);
    const separator = options.slice(skip, skip + length) === 'skip=' ? '' : ',';
    return insertion(start + skip + length, separator + code);
  }
  return insertion(start + options.length, `${options.endsWith('=') ? '' : ';'}skip=${code}`);
}

/** Inserts a comment, indented as the instruction, above the line; `lead` goes before it. */
function insertAbove(
  { text, lines }: DockerfileTree,
  instruction: Instruction,
  line: number,
  comment: string,
  lead = '',
): Edit {
  const indent = text.slice(lines.start(instruction.startLine), instruction.start).replace('\uFEFF', '');
  return insertion(startOfLine(text, lines.start(line)), lead + indent + comment + lineEnd(text));
}

function insertBehindDirectives({ text, lines, directives }: DockerfileTree, comment: string): Edit {
  // Only directives, and no line's end behind the last.
  if (directives.length >= lines.count) {
    return insertion(text.length, lineEnd(text) + comment);
  }
  return insertion(startOfLine(text, lines.start(directives.length)), comment + lineEnd(text));
}

function startOfLine(text: string, start: number): number {
  return start === 0 && text.startsWith('\uFEFF') ? 1 : start;
}

function insertion(offset: number, newText: string): Edit {
  return { start: offset, end: offset, newText };
}

function lineEnd(text: string): string {
  return /\r?\n/.exec(text)?.[0] ?? '\n';
}
