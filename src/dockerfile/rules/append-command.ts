import type { Edit, Fix } from '../lint/diagnostic.ts';
import type { ShellCommand } from '../shell/command.ts';
import type { Heredoc } from '../tree.ts';
import { layoutOf } from './command-layout.ts';
import type { Run } from './run-commands.ts';

/** An edit, and whether the RUN still fails where it failed. */
type Addition = Pick<Fix, 'safe'> & { readonly edit: Edit };

/**
 * Adds a command that runs after all others of a RUN if they succeed, set out as the author does: on a line of its own
 * where the RUN has several, joined as the lines before are. Undefined where it would not run or could not be read.
 */
export function appendCommand(run: Run, command: string): Addition | undefined {
  const { json, heredocs } = run.instruction;
  if (json !== undefined) {
    return appendToItem(run, command);
  }
  const [heredoc] = heredocs;
  return heredoc === undefined ? appendToLines(run, command) : appendToBody(run, heredoc, command);
}

/** `["sh", "-c", "…"]`: into its last string. */
function appendToItem({ instruction: { json = [] }, commands }: Run, command: string): Addition | undefined {
  const [, option, script, more] = json;
  const isScript = option !== undefined && /^-[a-z]*c$/.test(option.value) && more === undefined;
  const end = commands.at(-1)?.end ?? 0;
  if (!isScript || script === undefined || end <= script.start || /#|[;&\\]\s*$/.test(script.value)) {
    return undefined;
  }
  // The exec form is read as one command line, in which nothing that spans several commands ends.
  if (/(?:[)}]|\b(?:done|esac|fi))\s*$/.test(script.value)) {
    return undefined;
  }
  const place = script.end - 1;
  return { safe: true, edit: { start: place, end: place, newText: ` && ${command}` } };
}

/** As the last line of the script that a here-document is. */
function appendToBody({ file, commands }: Run, heredoc: Heredoc, command: string): Addition | undefined {
  const { start, end } = heredoc.body;
  const body = file.tree.text.slice(start, end);
  const isScript = commands.some((known) => known.start >= start && known.end <= end);
  if (heredoc.end === undefined || !isScript || /\\\r?\n$/.test(body)) {
    return undefined;
  }
  const lineEnd = body.endsWith('\r\n') ? '\r\n' : '\n';
  const indent = heredoc.stripTabs ? (/^\t*/.exec(body)?.[0] ?? '') : '';
  return {
    safe: stopsAtErrors(commands),
    edit: { start: end, end, newText: `${indent}${command}${lineEnd}` },
  };
}

/** A command behind the last that was read: the script is wrong there, and nothing that follows is looked at. */
const hasCommand = /[;&|]\s*(?!(?:done|esac|fi)\b|\w+=|\[\[)[\w/$]/;

function appendToLines({ file, instruction, commands }: Run, command: string): Addition | undefined {
  const { text, escape } = file.tree;
  const { argument, start } = instruction;
  const end = argument.offsetAt(argument.text.length);
  const behind = text.slice(Math.max(...commands.map((known) => known.end)), end);
  // Behind a comment it would be one; behind `&` it would not wait.
  if (behind.includes('#') || hasCommand.test(behind) || argument.text.endsWith('&')) {
    return undefined;
  }
  const written = text.slice(start, end);
  const { joint, indent } = layoutOf(written);
  const isOpen = argument.text.endsWith(';');
  // Behind a mere `;` the build would go on though the command before failed.
  const isLoose = stopsAtErrors(commands) && (joint === ';' || isOpen);
  const lineEnd = written.includes('\r\n') ? '\r\n' : '\n';
  const line = indent === undefined ? ' ' : ` ${escape}${lineEnd}${indent}`;
  const between = isLoose ? `;${line}` : joint === 'leading' ? `${line}&& ` : ` &&${line}`;
  return { safe: true, edit: { start: isOpen ? end - 1 : end, end, newText: `${between}${command}` } };
}

/** `set -e` */
function stopsAtErrors(commands: readonly ShellCommand[]): boolean {
  return commands.some(
    ({ name, arguments: words }) =>
      name === 'set' && words.some(({ value }) => /^-[a-z]*e/.test(value) || value === 'errexit'),
  );
}
