import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';

export type Question =
  | { readonly ignore: Uint8Array; readonly paths: readonly string[] }
  | { readonly pattern: Uint8Array; readonly paths: readonly string[] };

export interface Answer {
  /** The whole ignore file is refused. */
  readonly error: boolean;
  /** For each path `-` kept, `x` ignored or matched, `!` an error. */
  readonly verdicts: string;
}

/** The Go program, running. */
export class IgnoreOracle {
  readonly #child: ChildProcessByStdio<Writable, Readable, null>;
  readonly #answers: AsyncIterator<string>;

  constructor(program: string) {
    // Go's scanner complains on stderr about bytes that are not UTF-8, and goes on.
    this.#child = spawn(program, { stdio: ['pipe', 'pipe', 'ignore'] });
    this.#answers = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
  }

  /** One answer for each question, in order. */
  async ask(questions: readonly Question[]): Promise<Answer[]> {
    const lines = questions.map((question) => {
      const paths = question.paths.map((path) => Buffer.from(path).toString('base64'));
      const bytes = 'ignore' in question ? { ignore: question.ignore } : { pattern: question.pattern };
      const encoded = Object.entries(bytes).map(([name, value]) => [
        name,
        Buffer.from(value).toString('base64'),
      ]);
      return `${JSON.stringify({ ...Object.fromEntries(encoded), paths })}\n`;
    });
    this.#child.stdin.write(lines.join(''));
    const answers: Answer[] = [];
    while (answers.length < questions.length) {
      const answer = await this.#answers.next();
      if (answer.done === true)
        throw new Error(`the oracle ended after ${answers.length} of ${questions.length} answers`);
      answers.push(JSON.parse(answer.value) as Answer);
    }
    return answers;
  }

  async close(): Promise<void> {
    this.#child.stdin.end();
    if (this.#child.exitCode === null) await once(this.#child, 'exit');
  }
}
