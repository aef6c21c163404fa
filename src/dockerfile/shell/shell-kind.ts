import type { LintStage } from '../lint/lint-stage.ts';
import type { ShellKind } from '../lint/lint-file.ts';
import type { Comment, DockerfileTree, Instruction } from '../tree.ts';
import { fields } from '../words.ts';

const known: ReadonlySet<string> = new Set(['sh', 'bash', 'ash', 'dash', 'ksh', 'zsh'] satisfies ShellKind[]);

/** `# hadolint shell=…`; nothing but a comment may follow. */
const form = /^hadolint\s+shell\s*=\s*(\S+)\s*(?:#.*)?$/;

/**
 * Works out the shell that runs each instruction's shell form: what SHELL or a comment `# hadolint shell=` in front of
 * it says, in its stage or in the stage that this one begins with, else `sh`; cmd on Windows' images.
 */
export function shellsOf(
  tree: DockerfileTree,
  stages: readonly LintStage[],
): (instruction: Instruction) => ShellKind {
  const pragmas = readPragmas(tree.comments);
  const begin = stages[0]?.from?.instruction.start ?? 0;
  const first = pragmas.findLast(({ start }) => start < begin)?.kind;
  const kinds = new Map<Instruction, ShellKind>();
  const atEnd = new Map<string, ShellKind>();
  const triggers = new Set<Instruction>();
  let next = pragmas.filter(({ start }) => start < begin).length;
  for (const { from, instructions } of stages) {
    const image = from?.image.text.toLowerCase() ?? '';
    let kind = atEnd.get(image) ?? first ?? (isWindows(image) ? 'other' : 'sh');
    // What stands in front of FROM was for the stage before, and a comment inside an instruction is for nobody.
    let behind = from?.instruction.end ?? 0;
    for (const instruction of instructions) {
      for (let pragma = pragmas[next]; isBefore(pragma, instruction); pragma = pragmas[++next]) {
        kind = pragma.start >= behind ? pragma.kind : kind;
      }
      kind = instruction.name === 'SHELL' && !triggers.has(instruction) ? kindOfShell(instruction) : kind;
      kinds.set(instruction, kind);
      behind = instruction.end;
      if (instruction.trigger !== undefined) {
        triggers.add(instruction.trigger);
      }
    }
    if (from?.alias !== undefined) {
      atEnd.set(from.alias.text.toLowerCase(), kind);
    }
  }
  return (instruction) => kinds.get(instruction) ?? 'sh';
}

interface Pragma {
  readonly start: number;
  readonly kind: ShellKind;
}

function isBefore(pragma: Pragma | undefined, { start }: Instruction): pragma is Pragma {
  return pragma !== undefined && pragma.start < start;
}

function readPragmas(comments: readonly Comment[]): Pragma[] {
  const pragmas: Pragma[] = [];
  for (const { text, start } of comments) {
    const shell = form.exec(text)?.[1];
    if (shell !== undefined) pragmas.push({ start, kind: shellKind([shell]) });
  }
  return pragmas;
}

/** The shell that words start: `["/usr/bin/env", "bash", "-c"]` is bash. */
function shellKind(words: readonly string[]): ShellKind {
  const [program = '', next = ''] = words.map(programName);
  const name = program === 'env' ? next : program;
  return isKnown(name) ? name : 'other';
}

/** The shell that a SHELL instruction says. */
export function kindOfShell({ json, argument }: Instruction): ShellKind {
  return shellKind(json?.map(({ value }) => value) ?? fields(argument).map(({ text }) => text));
}

/** Without folders of either system and `.exe`, lower case. */
function programName(path: string): string {
  return path
    .slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)
    .replace(/\.exe$/i, '')
    .toLowerCase();
}

function isKnown(name: string): name is ShellKind {
  return known.has(name);
}

/** Images of Windows start with cmd. */
function isWindows(image: string): boolean {
  return /(?:^|\/)windows\/|windowsservercore|nanoserver/.test(image);
}
