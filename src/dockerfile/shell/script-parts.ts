import type { SyntaxNode, Word as ShellNode } from 'unbash';
import type { JoinedText } from '../joined-text.ts';
import type { Span, Word } from '../span.ts';
import type { ShellCommand, ShellWord } from './command.ts';

/** Most words say what is written and have no parts, which are dear to ask for. */
const plainWord = /^[\w./:=@%+,-]+$/;

/** Where in a script something stands. */
export interface ScriptPlace {
  readonly pos: number;
  readonly end: number;
}

/** What stands in a script; where that is in the file is worked out when somebody asks, which few do. */
class ScriptSpan implements Span {
  readonly #script: JoinedText;
  readonly #place: ScriptPlace;

  constructor(script: JoinedText, place: ScriptPlace) {
    this.#script = script;
    this.#place = place;
  }

  get start(): number {
    return this.#span().start;
  }

  get end(): number {
    return this.#span().end;
  }

  #span(): Span {
    return this.#script.span(this.#place.pos, this.#place.end);
  }
}

/** A word of a script. */
export class ScriptWord extends ScriptSpan implements ShellWord {
  readonly text: string;
  /** Absent for a plain word. */
  readonly #node: ShellNode | undefined;

  constructor(node: ShellNode, script: JoinedText, place: ScriptPlace) {
    super(script, place);
    this.text = node.text;
    this.#node = plainWord.test(node.text) ? undefined : node;
  }

  get value(): string {
    return this.#node === undefined ? this.text : this.#node.value;
  }

  get literal(): boolean {
    return this.#node === undefined || isLiteral(this.#node);
  }
}

/** What stands in front of a command, `VAR=value`, or among its arguments. */
export class ScriptAssignment extends ScriptSpan implements ShellWord {
  readonly text: string;

  constructor(text: string, script: JoinedText, place: ScriptPlace) {
    super(script, place);
    this.text = text;
  }

  get value(): string {
    return this.text;
  }

  get literal(): boolean {
    return !/["'$`\\*?[]/.test(this.text);
  }
}

/** What a command is made of. */
type CommandParts = Pick<ShellCommand, 'called' | 'arguments' | 'assignments' | 'piped'>;

/** A command of a script. */
export class ScriptCommand extends ScriptSpan implements ShellCommand {
  readonly name: string;
  readonly called: ShellWord;
  readonly arguments: readonly ShellWord[];
  readonly assignments: readonly Word[];
  readonly piped: boolean;

  constructor(parts: CommandParts, script: JoinedText, place: ScriptPlace) {
    super(script, place);
    this.name = parts.called.literal ? parts.called.value : '';
    this.called = parts.called;
    this.arguments = parts.arguments;
    this.assignments = parts.assignments;
    this.piped = parts.piped;
  }
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
