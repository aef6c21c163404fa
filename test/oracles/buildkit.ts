import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { createInterface } from 'node:readline';
import { buildkitProgram } from './paths.ts';

/** Lines from 1, the last one included. */
export interface LineRange {
  readonly start: number;
  readonly end: number;
}

export interface BuildkitWarning {
  readonly rule: string;
  readonly detail: string;
  readonly ranges: readonly LineRange[];
}

/** What BuildKit's linter says of a Dockerfile. */
export interface BuildkitLint {
  readonly warnings: readonly BuildkitWarning[];
  /** Why it cannot be built; no warnings come after it. */
  readonly error?: string;
  readonly ranges?: readonly LineRange[];
}

export interface BuildkitHeredoc {
  readonly name: string;
  readonly fd: number;
  readonly expand: boolean;
  readonly chomp: boolean;
  readonly content: string;
}

export interface BuildkitInstruction {
  readonly keyword: string;
  /** The whole of it on one line. */
  readonly original: string;
  readonly flags: readonly string[];
  /** ENV and LABEL: name, value and separator in turn. */
  readonly arguments: readonly string[];
  readonly json: boolean;
  readonly heredocs: readonly BuildkitHeredoc[];
  /** From 1, the last one included. */
  readonly startLine: number;
  readonly endLine: number;
  /** The comments right above. */
  readonly comments: readonly string[];
  readonly trigger?: BuildkitInstruction;
}

/** What BuildKit's parser makes of a Dockerfile. */
export interface BuildkitParse {
  readonly directives: readonly { readonly name: string; readonly value: string; readonly line: number }[];
  readonly escape: string;
  readonly instructions: readonly BuildkitInstruction[];
  /** The last lines, from 1, of instructions with blank lines between. */
  readonly emptyContinuations: readonly number[];
  /** Why there are no instructions. */
  readonly error?: string;
}

/** What becomes of a word whose variables are replaced. */
export interface BuildkitWord {
  readonly result: string;
  readonly words: readonly string[];
  readonly matched: readonly string[];
  readonly unmatched: readonly string[];
  readonly error?: string;
}

export interface IgnoreAnswer {
  /** As read from the file. */
  readonly patterns: readonly string[];
  /** As the matcher keeps them. */
  readonly cleaned: readonly string[];
  /** For each path; absent where the file is wrong. */
  readonly ignored?: readonly boolean[];
  readonly error?: string;
}

type Question =
  | { readonly mode: 'lint' | 'parse'; readonly text: string }
  | { readonly mode: 'ignore'; readonly text: string; readonly paths: readonly string[] }
  | {
      readonly mode: 'words';
      readonly text: string;
      readonly env: readonly string[];
      readonly escape: string;
    };

/** One process of our Go program, which answers in the order in which it is asked. */
export class Buildkit {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #waiting: { resolve: (answer: unknown) => void; reject: (error: Error) => void }[] = [];
  #said = '';

  private constructor(program: string) {
    this.#child = spawn(program, { stdio: ['pipe', 'pipe', 'pipe'] });
    this.#child.on('error', (error) => this.#fail(error.message));
    this.#child.on('close', (code) => this.#fail(`it ended with ${String(code)}: ${this.#said}`));
    this.#child.stdin.on('error', () => undefined);
    this.#child.stderr.setEncoding('utf8').on('data', (text: string) => (this.#said += text));
    createInterface({ input: this.#child.stdout }).on('line', (line) => {
      const answer = JSON.parse(line) as { failure?: string };
      const asked = this.#waiting.shift();
      if (answer.failure === undefined) {
        asked?.resolve(answer);
      } else {
        asked?.reject(new Error(`BuildKit failed: ${answer.failure}`));
      }
    });
  }

  static async start(): Promise<Buildkit> {
    return new Buildkit(await buildkitProgram());
  }

  async lint(text: string): Promise<BuildkitLint> {
    return (await this.#ask({ mode: 'lint', text })) as BuildkitLint;
  }

  async parse(text: string): Promise<BuildkitParse> {
    return (await this.#ask({ mode: 'parse', text })) as BuildkitParse;
  }

  /** Replaces the variables of a word. */
  async words(
    text: string,
    env: Readonly<Record<string, string>> = {},
    escape = '\\',
  ): Promise<BuildkitWord> {
    const list = Object.entries(env).map(([key, value]) => `${key}=${value}`);
    return (await this.#ask({ mode: 'words', text, env: list, escape })) as BuildkitWord;
  }

  /** Which of the paths an ignore file leaves out. */
  async ignore(text: string, paths: readonly string[]): Promise<IgnoreAnswer> {
    return (await this.#ask({ mode: 'ignore', text, paths })) as IgnoreAnswer;
  }

  stop(): void {
    this.#child.stdin.end();
  }

  #ask(question: Question): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#child.stdin.write(`${JSON.stringify(question)}\n`);
    });
  }

  #fail(why: string): void {
    for (const { reject } of this.#waiting.splice(0)) {
      reject(new Error(`BuildKit's oracle is gone: ${why}`));
    }
  }
}
