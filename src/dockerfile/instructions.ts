import { parseDockerfile } from './parse.ts';

/** An option of an instruction: `--from=build` or `--link`. */
export interface InstructionFlag {
  /** Without dashes. */
  readonly name: string;
  /** Without quotes; absent where there is no `=`. */
  readonly value?: string;
}

/** One instruction of a Dockerfile, for those who need no positions but lines. */
export interface PlainInstruction {
  /** Upper case. */
  readonly keyword: string;
  readonly flags: readonly InstructionFlag[];
  /** What follows keyword and flags, on one line, as written otherwise. */
  readonly argument: string;
  /** The whole instruction on one line, without comments, otherwise as written: kaniko's log shows it so. */
  readonly text: string;
  /** 1-based, of the keyword. */
  readonly startLine: number;
  /** 1-based, of the last line that belongs to it, a here-document's delimiter included. */
  readonly endLine: number;
}

/** The instructions of a Dockerfile. Never throws. */
export function parseInstructions(text: string): PlainInstruction[] {
  return parseDockerfile(text).instructions.map((instruction) => ({
    keyword: instruction.name,
    flags: instruction.flags.map(({ name, value }) => (value === undefined ? { name } : { name, value })),
    argument: instruction.argument.text,
    text: instruction.whole.text,
    startLine: instruction.startLine + 1,
    endLine: instruction.endLine + 1,
  }));
}
