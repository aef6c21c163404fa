import { JoinedText } from '../joined-text.ts';
import type { DockerfileTree, Heredoc, Instruction, JsonItem } from '../tree.ts';

const shells: ReadonlySet<string> = new Set(['sh', 'bash', 'ash', 'dash', 'ksh', 'zsh']);

/**
 * The shell scripts that a RUN holds, as hadolint sees them. The exec form is read as the words of one command line;
 * a here-document is a script where the line says no more than which shell reads it. Behind a here-document that some
 * command reads as its input nothing is looked at.
 */
export function scriptsOf(run: Instruction, tree: DockerfileTree): JoinedText[] {
  if (run.json !== undefined) {
    return [joinItems(run.json)];
  }
  const [heredoc] = run.heredocs;
  if (heredoc === undefined) {
    return [run.argument];
  }
  const lead = run.argument.text.slice(0, operatorIndex(run.argument, heredoc));
  if (lead.trim() !== '') {
    return [run.argument.slice(0, lead.length)];
  }
  const rest = run.argument.slice(lead.length + heredoc.operator.text.length);
  const body = bodyOf(heredoc, tree.text);
  return isScript(rest.text, body.text) ? [rest, body] : [rest];
}

/** Index in the argument's text at which the here-document's operator stands. */
function operatorIndex(argument: JoinedText, { operator }: Heredoc): number {
  let index = argument.text.indexOf(operator.text);
  while (index >= 0 && argument.offsetAt(index) < operator.start) {
    index = argument.text.indexOf(operator.text, index + 1);
  }
  return Math.max(0, index);
}

/** Whether a shell runs the body: by what the RUN's own line says behind the operator, else by the body's `#!`. */
function isScript(rest: string, body: string): boolean {
  const line = rest.trim() === '' ? /^\s*#!(.*)/.exec(body)?.[1] : rest;
  if (line === undefined) {
    return true;
  }
  const [program = ''] = line
    .split(/\s+/)
    .filter((word) => word !== '' && !word.startsWith('-') && !/^(?:\S*\/)?env$/.test(word));
  return shells.has(program.slice(program.lastIndexOf('/') + 1)) || /^\d*[<>]/.test(program);
}

function bodyOf({ fd, body: { start, end } }: Heredoc, text: string): JoinedText {
  return new JoinedText(fd === 0 ? text.slice(start, end).replaceAll('\r\n', ' \n') : '', [0], [start]);
}

/** The values with a space between, each character where it stands in the file. */
function joinItems(items: readonly JsonItem[]): JoinedText {
  let text = '';
  const joined: number[] = [];
  const source: number[] = [];
  for (const { text: written, start, value } of items) {
    let index = text.length;
    for (const { 0: part, index: at } of written.slice(1, -1).matchAll(/[^\\]+|\\(?:u.{4}|.)/g)) {
      joined.push(index);
      source.push(start + 1 + at);
      index += part.startsWith('\\') ? 1 : part.length;
    }
    text += `${value} `;
  }
  return new JoinedText(text.trimEnd(), joined, source);
}
