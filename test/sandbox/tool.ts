import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { SandboxError } from './errors.ts';
import { marked } from './marker.ts';

/** How a tool is run. */
export interface ToolOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  /** Milliseconds after which the tool is killed; without it, it may take as long as it likes. */
  readonly timeout?: number;
  /** A tool that must not be stopped half-way (a package manager) goes on when the sandbox's command ends. */
  readonly uninterruptible?: boolean;
}

/** What a tool gave back. */
export interface ToolResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const interruptible = new Set<ChildProcess>();

/** Runs a tool to its end, whatever its exit code. It gets a process group of its own, which is killed as a whole. */
export function attempt(
  command: string,
  args: readonly string[],
  options: ToolOptions = {},
): Promise<ToolResult> {
  return new Promise((resolve, reject) => {
    const environment = { ...process.env, ...options.env };
    const child = spawn(command, args, {
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
      env: options.uninterruptible === true ? environment : marked('tool', environment),
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const output = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
    // A tool may end without reading its input; that is its own affair.
    child.stdin.on('error', () => undefined).end(options.input);
    if (options.uninterruptible !== true) {
      interruptible.add(child);
    }
    const timer =
      options.timeout === undefined
        ? undefined
        : setTimeout(() => {
            killGroup(child);
          }, options.timeout);
    child.on('error', (error) => {
      clearTimeout(timer);
      interruptible.delete(child);
      reject(new SandboxError(`${command} could not be run: ${error.message}`));
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      interruptible.delete(child);
      resolve({ code: code ?? 128, ...output });
    });
  });
}

/** Runs a tool that has to succeed and gives back what it printed. */
export async function run(
  command: string,
  args: readonly string[],
  options: ToolOptions = {},
): Promise<string> {
  const result = await attempt(command, args, options);
  if (result.code !== 0) {
    const said = lastLines(`${result.stdout}\n${result.stderr}`, 15);
    throw new SandboxError(`${[command, ...args].join(' ')} ended with ${result.code}:\n${said}`);
  }
  return result.stdout;
}

/** Runs a tool that needs the network: a mirror's hiccup shall not waste the minutes that went before. */
export async function runPersistently(
  command: string,
  args: readonly string[],
  options: ToolOptions & { readonly beforeRetry?: () => Promise<void> } = {},
): Promise<string> {
  for (let retries = 0; retries < 3; retries += 1) {
    const result = await attempt(command, args, options);
    if (result.code === 0) {
      return result.stdout;
    }
    await sleep(3000);
    await options.beforeRetry?.();
  }
  return await run(command, args, options);
}

/** Kills every tool that may be killed: for Ctrl-C. */
export function killTools(): void {
  for (const child of interruptible) {
    killGroup(child);
  }
}

/** The last lines of a text that are not empty. */
export function lastLines(text: string, count: number): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.slice(-count).join('\n');
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) {
    return;
  }
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It ended by itself.
  }
}
