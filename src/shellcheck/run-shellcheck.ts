import { spawn } from 'node:child_process';

export interface ShellcheckOptions {
  /** Absolute path of the program. */
  readonly program: string;
  /** After this many milliseconds the program is killed. */
  readonly timeout: number;
  readonly signal?: AbortSignal;
}

/** What stands on the program's standard output. More than anybody's RUN gives is cut off. */
const longestOutput = 8 * 1024 * 1024;

/** What ShellCheck says one way or the other depending on files it does not have: not followed sources, and its own directives. */
const excluded = 'SC1090,SC1091,SC2187';

/**
 * Gives a script to ShellCheck and returns what it prints (`json1`). Undefined where it says nothing usable: it cannot
 * be started, takes too long, is cancelled, or ends with an error of its own.
 */
export function runShellcheck(script: string, options: ShellcheckOptions): Promise<string | undefined> {
  const { program, timeout, signal } = options;
  return new Promise((resolve) => {
    const child = spawn(program, ['--norc', '-f', 'json1', '-S', 'style', '-e', excluded, '-'], {
      stdio: ['pipe', 'pipe', 'ignore'],
      timeout,
      killSignal: 'SIGKILL',
      windowsHide: true,
      ...(signal === undefined ? {} : { signal }),
    });
    const chunks: Buffer[] = [];
    let length = 0;
    child.stdout.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > longestOutput) {
        child.kill('SIGKILL');
      } else {
        chunks.push(chunk);
      }
    });
    child.once('error', () => {
      resolve(undefined);
    });
    // 1: there are findings.
    child.once('close', (code) => {
      resolve(code === 0 || code === 1 ? Buffer.concat(chunks).toString('utf8') : undefined);
    });
    // It may end before it has read all.
    child.stdin.on('error', () => undefined);
    child.stdin.end(script);
  });
}
