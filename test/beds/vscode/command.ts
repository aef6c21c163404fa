import { spawn } from 'node:child_process';
import { BedError } from './errors.ts';

/** How a command is run. */
export interface CommandOptions {
  readonly cwd?: string;
  /** Added to this process's environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * Runs a command to its end and gives back what it wrote to stdout. Throws {@link BedError} with the last lines of
 * its output when it fails. Ctrl-C reaches the command too: it stays in the terminal's process group.
 */
export function runCommand(
  command: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let all = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      all += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => (all += text));
    child.on('error', (error) => {
      reject(new BedError(`${command} could not be run: ${error.message}`));
    });
    child.on('close', (code) => {
      if (code === 0) {
        resolve(stdout);
        return;
      }
      const said = all.trimEnd().split('\n').slice(-15).join('\n');
      reject(new BedError(`${[command, ...args].join(' ')} ended with ${String(code)}:\n${said}`));
    });
  });
}
