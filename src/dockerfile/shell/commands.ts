import {
  forEachChild,
  parse,
  type Assignment,
  type Command,
  type ParsedScript,
  type SyntaxNode,
} from 'unbash';
import type { JoinedText } from '../joined-text.ts';
import type { DockerfileTree, Instruction } from '../tree.ts';
import type { ShellCommand, ShellWord } from './command.ts';
import { ScriptAssignment, ScriptCommand, ScriptWord, type ScriptPlace } from './script-parts.ts';
import { scriptsOf } from './script.ts';
import { calledWord } from './wrappers.ts';

/** A longer script is no person's; looking at it could take seconds. In UTF-16 units. */
const longestScript = 65_536;
/** Substitutions in substitutions: each is read anew by those around it. */
const deepest = 12;

/**
 * The commands that a RUN's scripts call, in the order of the text, however deep they are in substitutions, loops and
 * functions. What is given to another program to run (`sh -c '…'`, `env …`) is that program's argument. None for a
 * script that no shell would accept. Never throws.
 */
export function commandsOf(run: Instruction, tree: DockerfileTree): readonly ShellCommand[] {
  return scriptsOf(run, tree).flatMap(commandsIn);
}

function commandsIn(script: JoinedText): readonly ShellCommand[] {
  try {
    return script.text.length > longestScript ? [] : new Collector(script).collect();
  } catch (error) {
    if (error instanceof RangeError) {
      return [];
    }
    throw error;
  }
}

/** What a word has that has commands in it. */
const substitution = /[(`]/;
/** What a script has that has commands in words or in what is redirected to a command. */
const nested = /[(`]|<</;

/** Walks through one script. */
class Collector {
  readonly #script: JoinedText;
  readonly #commands: ShellCommand[] = [];
  readonly #isNested: boolean;
  #broken = false;

  constructor(script: JoinedText) {
    this.#script = script;
    this.#isNested = nested.test(script.text);
  }

  collect(): readonly ShellCommand[] {
    const root = parse(this.#script.text);
    const end = acceptedUntil(root);
    for (const statement of root.commands) {
      if (statement.pos < end) {
        this.#visit(statement, false, 0);
      }
    }
    return this.#broken ? [] : this.#commands;
  }

  #visit(node: SyntaxNode, piped: boolean, depth: number, within?: ScriptPlace): void {
    if (depth > deepest) {
      return;
    }
    // The first of these are most nodes of a script: they are told before `forEachChild` looks through all types.
    switch (node.type) {
      case 'Statement':
        this.#visit(node.command, piped, depth, within);
        return;
      case 'Word':
        if (substitution.test(node.text)) this.#visitChildren(node, piped, depth, within);
        return;
      case 'Command':
        this.#command(node, piped, within);
        if (this.#isNested) {
          this.#visitChildren(node, piped, depth, within);
        }
        return;
      case 'AndOr':
      case 'CompoundList':
        for (const command of node.commands) this.#visit(command, piped, depth, within);
        return;
      case 'Script':
        this.#substitution(node, depth, within);
        return;
      case 'Pipeline':
        for (const command of node.commands) {
          this.#visit(command, piped || node.commands.length > 1, depth, within);
        }
        return;
      default:
        this.#visitChildren(node, piped, depth, within);
    }
  }

  #visitChildren(node: SyntaxNode, piped: boolean, depth: number, within?: ScriptPlace): void {
    // What stands in backquotes with escapes has positions in a text of its own: it is placed as a whole.
    const expansion = node.type === 'CommandExpansion' && within === undefined ? node : undefined;
    forEachChild(node, (child) => {
      const place = child.type === 'Script' && child.source !== undefined ? expansion : undefined;
      this.#visit(child, piped, depth, within ?? place);
    });
  }

  #substitution(script: ParsedScript, depth: number, within: ScriptPlace | undefined): void {
    this.#broken ||= acceptedUntil(script) < Infinity;
    for (const statement of script.commands) {
      this.#visit(statement, false, depth + 1, within);
    }
  }

  #command(node: Command, piped: boolean, within: ScriptPlace | undefined): void {
    const { name } = node;
    if (name === undefined) {
      return;
    }
    const toWord = (word: Command['args'][number]) =>
      word.type === 'Word'
        ? new ScriptWord(word, this.#script, within ?? word)
        : this.#assignment(word, within);
    const first = toWord(name);
    const words = node.args.map(toWord);
    this.#broken ||= isBrokenTest(first, words);
    const { called, behind } = calledWord(first, words);
    const assignments: ScriptAssignment[] = [];
    for (const part of node.prefix) {
      if (part.type === 'Assignment') assignments.push(this.#assignment(part, within));
    }
    const parts = { called, arguments: behind, assignments, piped };
    this.#commands.push(new ScriptCommand(parts, this.#script, within ?? node));
  }

  #assignment(node: Assignment, within: ScriptPlace | undefined): ScriptAssignment {
    return new ScriptAssignment(node.text, this.#script, within ?? node);
  }
}

/**
 * How far a shell would get with the script. At a word that cannot stand where it is, it has read what is before; what
 * is left open makes all of it wrong. `Infinity` for a script without errors.
 */
function acceptedUntil({ errors }: ParsedScript): number {
  if (errors === undefined) return Infinity;
  return errors.reduce(
    (end, { message, pos }) => Math.min(end, message.startsWith('unexpected token') ? pos : 0),
    Infinity,
  );
}

/** `[` that is not closed, or runs together with what it tests. */
function isBrokenTest({ text }: ShellWord, words: readonly ShellWord[]): boolean {
  return text.startsWith('[') && (text !== '[' || words.at(-1)?.value !== ']');
}
