import * as l10n from '@vscode/l10n';
import type { Span } from '../span.ts';
import type { Comment, DockerfileTree, Instruction } from '../tree.ts';
import {
  checkDirectiveOf,
  isAll,
  isCheck,
  isExperimental,
  isIndented,
  isOnlyForFiles,
  readCheckOptions,
} from './check-directive.ts';
import { commentsAbove } from './comments-above.ts';
import type { Diagnostic, Edit, Fix } from './diagnostic.ts';
import { readPragma } from './pragmas.ts';

/**
 * Comments that silence a finding: for its instruction, where it has one, and for the whole file. hadolint's pragma for
 * its rules and ShellCheck's; BuildKit's for all others, because hadolint overlooks a pragma that names a rule which it
 * does not know. A comment of the kind that is there already is extended. Only comments that the tools heed.
 */
export function ignoreFixes(tree: DockerfileTree, diagnostic: Diagnostic): readonly Fix[] {
  const { code } = diagnostic;
  const start = placeToSilence(diagnostic);
  const instruction = tree.instructions.find((one) => one.start <= start && start <= one.end);
  const [above, inFile] = /^(?:DL|SC)\d+$/.test(code) ? [ignoreAbove, ignoreInFile] : [skipAbove, skipInFile];
  const here = instruction === undefined ? undefined : above(tree, instruction, code);
  const everywhere = inFile(tree, code);
  return [
    ...(here === undefined ? [] : [toFix(l10n.t('Ignore {0} here', code), here)]),
    ...(everywhere === undefined ? [] : [toFix(l10n.t('Ignore {0} in this file', code), everywhere)]),
  ];
}

/** BuildKit heeds the comment above the later of two instructions, but reports the earlier one. */
function placeToSilence({ code, start, related: [other] }: Diagnostic): number {
  return code === 'MultipleInstructionsDisallowed' ? (other?.start ?? start) : start;
}

function toFix(title: string, edit: Edit): Fix {
  return { title, edits: [edit], safe: false };
}

/** `# hadolint ignore=` on the line above. A pragma for the stage must stay there and leaves no room. */
function ignoreAbove(tree: DockerfileTree, instruction: Instruction, code: string): Edit | undefined {
  const above = commentOn(tree, instruction.startLine - 1);
  const scope = above === undefined ? undefined : readPragma(above)?.scope;
  if (above === undefined || scope === undefined || scope === 'global') {
    return insertAbove(tree, instruction, `# hadolint ignore=${code}`);
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
function skipAbove(tree: DockerfileTree, instruction: Instruction, code: string): Edit | undefined {
  if (isOnlyForFiles(code)) {
    return undefined;
  }
  const comments = commentsAbove(tree).get(instruction) ?? [];
  const check = comments.find((comment) => isCheck(tree, comment));
  if (check !== undefined) {
    return extendSkip(tree, check, code);
  }
  const above = commentOn(tree, instruction.startLine - 1);
  const hasPragma = above !== undefined && readPragma(above) !== undefined;
  const line = instruction.startLine - (hasPragma ? 1 : 0);
  // Right behind the directives it would be one itself; a blank line ends them.
  const lead = line === lineBehindDirectives(tree) ? lineEnd(tree.text) : '';
  return insertion(
    startOfLine(tree.text, tree.lines.start(line)),
    `${lead}# check=skip=${code}${lineEnd(tree.text)}`,
  );
}

/** `# check=skip=` as a directive; none where there is one that BuildKit refuses, or one that would keep it from its place. */
function skipInFile(tree: DockerfileTree, code: string): Edit | undefined {
  if (isExperimental(code)) {
    return undefined;
  }
  const directive = checkDirectiveOf(tree);
  if (directive !== undefined) {
    return extendSkip(tree, directive, code);
  }
  return tree.directives.some(({ start }) => isIndented(tree, start))
    ? undefined
    : insertBehindDirectives(tree, `# check=skip=${code}`);
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

/**
 * Adds to the last `skip` of a comment, which is the one that counts, or adds one. Not to a comment that BuildKit refuses,
 * and not to `all`, which means nothing next to others.
 */
function extendSkip({ text }: DockerfileTree, { start, end }: Span, code: string): Edit | undefined {
  const [options = ''] = /^#\s*check\s*=\s*\S*/i.exec(text.slice(start, end)) ?? [];
  const present = readCheckOptions(options.replace(/^.*?=/, ''));
  if (present === undefined || isAll(present.skip)) {
    return undefined;
  }
  const skip = options.lastIndexOf('skip=');
  if (skip >= 0) {
    const length = options.slice(skip).search(/;|$/);
    const separator = options.slice(skip, skip + length) === 'skip=' ? '' : ',';
    return insertion(start + skip + length, separator + code);
  }
  return insertion(start + options.length, `${options.endsWith('=') ? '' : ';'}skip=${code}`);
}

/** Inserts a comment above an instruction, indented as this is. */
function insertAbove(
  { text, lines }: DockerfileTree,
  { start, startLine }: Instruction,
  comment: string,
): Edit {
  const first = lines.start(startLine);
  const indent = text.slice(first, start).replace('\uFEFF', '');
  return insertion(startOfLine(text, first), indent + comment + lineEnd(text));
}

function insertBehindDirectives(tree: DockerfileTree, comment: string): Edit {
  const { text, lines } = tree;
  const line = lineBehindDirectives(tree);
  // Only directives, and no line's end behind the last.
  if (line >= lines.count) {
    return insertion(text.length, lineEnd(text) + comment);
  }
  return insertion(startOfLine(text, lines.start(line)), comment + lineEnd(text));
}

/** A `#!` stays the first line, and BuildKit's linter passes over it. */
function lineBehindDirectives({ text, directives }: DockerfileTree): number {
  return /^\uFEFF?#!/.test(text) ? 1 : directives.length;
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
