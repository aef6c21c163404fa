import {
  forEachChild,
  parse,
  type Command,
  type ParsedScript,
  type SyntaxNode,
  type Word as ShellNode,
} from 'unbash';
import type { JoinedText } from '../joined-text.ts';
import type { Span } from '../span.ts';
import type { DockerfileTree, Instruction } from '../tree.ts';
import type { ShellCommand, ShellWord } from './command.ts';
import { calledWord } from './wrappers.ts';
import { scriptsOf } from './script.ts';

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
  return scriptsOf(run, tree).flatMap((script) => {
    try {
      return script.text.length > longestScript ? [] : new Collector(script).collect();
    } catch (error) {
      if (error instanceof RangeError) {
        return [];
      }
      throw error;
    }
  });
}

/** Most words say what is written and have no parts, which are dear to ask for. */
const plainWord = /^[\w./:=@%+,-]+$/;

/** Walks through one script. */
class Collector {
  readonly #script: JoinedText;
  readonly #commands: ShellCommand[] = [];
  #broken = false;

  constructor(script: JoinedText) {
    this.#script = script;
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

  #visit(node: SyntaxNode, piped: boolean, depth: number, within?: Span): void {
    if (depth > deepest || (node.type === 'Word' && plainWord.test(node.text))) {
      return;
    }
    if (node.type === 'Script') {
      this.#substitution(node, depth, within);
      return;
    }
    if (node.type === 'Command') {
      this.#command(node, piped, within);
    }
    // What stands in backquotes with escapes has positions in a text of its own: it is placed as a whole.
    const expansion = node.type === 'CommandExpansion' && within === undefined ? node : undefined;
    const pipes = piped || (node.type === 'Pipeline' && node.commands.length > 1);
    forEachChild(node, (child) => {
      const place = child.type === 'Script' && child.source !== undefined ? expansion : undefined;
      this.#visit(child, pipes, depth, within ?? (place && { start: place.pos, end: place.end }));
    });
  }

  #substitution(script: ParsedScript, depth: number, within: Span | undefined): void {
    this.#broken ||= acceptedUntil(script) < Infinity;
    for (const statement of script.commands) {
      this.#visit(statement, false, depth + 1, within);
    }
  }

  #command(node: Command, piped: boolean, within: Span | undefined): void {
    const { name } = node;
    if (name === undefined) {
      return;
    }
    const toWord = (word: Command['args'][number]) =>
      word.type === 'Word' ? this.#word(word, within) : this.#assignment(word, within);
    const first = toWord(name);
    const words = node.args.map(toWord);
    this.#broken ||= isBrokenTest(first, words);
    const { called, behind } = calledWord(first, words);
    const { start, end } = this.#span(node, within);
    this.#commands.push({
      start,
      end,
      name: called.literal ? called.value : '',
      called,
      arguments: behind,
      assignments: node.prefix.flatMap((part) =>
        part.type === 'Assignment' ? [this.#assignment(part, within)] : [],
      ),
      piped,
    });
  }

  #word(word: ShellNode, within: Span | undefined): ShellWord {
    const { start, end } = this.#span(word, within);
    const { text } = word;
    return plainWord.test(text)
      ? { text, value: text, literal: true, start, end }
      : { text, value: word.value, literal: isLiteral(word), start, end };
  }

  #assignment(node: { text: string; pos: number; end: number }, within: Span | undefined): ShellWord {
    const { text } = node;
    return { text, value: text, literal: !/["'$`\\*?[]/.test(text), ...this.#span(node, within) };
  }

  #span({ pos, end }: { pos: number; end: number }, within: Span | undefined): Span {
    return this.#script.span(within?.start ?? pos, within?.end ?? end);
  }
}

/**
 * How far a shell would get with the script. At a word that cannot stand where it is, it has read what is before; what
 * is left open makes all of it wrong. `Infinity` for a script without errors.
 */
function acceptedUntil({ errors = [] }: ParsedScript): number {
  return errors.reduce(
    (end, { message, pos }) => Math.min(end, message.startsWith('unexpected token') ? pos : 0),
    Infinity,
  );
}

/** `[` that is not closed, or runs together with what it tests. */
function isBrokenTest({ text }: ShellWord, words: readonly ShellWord[]): boolean {
  return text.startsWith('[') && (text !== '[' || words.at(-1)?.value !== ']');
}

function isLiteral({ parts, text }: ShellNode): boolean {
  return parts === undefined ? !text.startsWith('~') : parts.every(isLiteralPart);
}

function isLiteralPart(part: SyntaxNode): boolean {
  switch (part.type) {
    case 'Literal':
    case 'SingleQuoted':
    case 'AnsiCQuoted':
      return true;
    case 'DoubleQuoted':
    case 'LocaleString':
      return part.parts.every(isLiteralPart);
    default:
      return false;
  }
}
