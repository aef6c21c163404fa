import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, existsSync, openSync, renameSync } from 'node:fs';
import { mkdir, readFile, readdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SandboxError, messageOf } from './errors.ts';
import { isRecord, readJsonIfThere, writeAtomically, writeIfDifferent } from './files.ts';
import { markOf, marked } from './marker.ts';
import { paths } from './paths.ts';
import { assertPortFree } from './ports.ts';
import { lastLines } from './tool.ts';

/** A program that goes on running when the sandbox's command has ended. */
export interface Daemon {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Configuration by path: written before the start, and a change of it means a restart. */
  readonly files?: Readonly<Record<string, string>>;
  /** The ports it listens on, to say who has them when they are taken. */
  readonly ports?: readonly number[];
}

/** Sees to it that a daemon runs with exactly this command line and configuration. */
export async function ensureDaemon(daemon: Daemon): Promise<void> {
  const fingerprint = fingerprintOf(daemon);
  const known = await readPidFile(daemon.name);
  if (known?.fingerprint === fingerprint && isAlive(daemon.name, known.pid)) {
    return;
  }
  await stopDaemon(daemon.name);
  for (const port of daemon.ports ?? []) {
    await assertPortFree(port, daemon.name);
  }
  for (const [file, content] of Object.entries(daemon.files ?? {})) {
    await writeIfDifferent(file, content, 0o600);
  }
  const pid = await launch(daemon);
  await writeAtomically(pidFile(daemon.name), JSON.stringify({ pid, fingerprint }));
}

/** Ends a daemon: asks, and after the grace (in milliseconds) insists. Does nothing when it is not running. */
export async function stopDaemon(name: string, grace = 5000): Promise<void> {
  const known = await readPidFile(name);
  if (known !== undefined && isAlive(name, known.pid)) {
    signal(known.pid, grace > 0 ? 'SIGTERM' : 'SIGKILL');
    if (!(await endsWithin(name, known.pid, grace))) {
      signal(known.pid, 'SIGKILL');
      await endsWithin(name, known.pid, 5000);
    }
  }
  await rm(pidFile(name), { force: true });
}

/** Polls until a daemon answers as it should; fails with its last words when it dies or takes too long. */
export async function waitForDaemon(
  name: string,
  isReady: () => Promise<boolean>,
  timeout = 60_000,
): Promise<void> {
  const deadline = Date.now() + timeout;
  let reason = 'it gave no answer';
  while (Date.now() < deadline) {
    try {
      if (await isReady()) {
        return;
      }
    } catch (error) {
      reason = messageOf(error);
    }
    if ((await runningPid(name)) === undefined) {
      throw new SandboxError(
        `${name} ended at once. Its last words (${logFile(name)}):\n${await tail(name)}`,
      );
    }
    await sleep(100);
  }
  throw new SandboxError(
    `${name} was not ready after ${timeout / 1000} s: ${reason}. Its log (${logFile(name)}):\n${await tail(name)}`,
  );
}

/** The pid of a daemon that lives, else undefined. */
export async function runningPid(name: string): Promise<number | undefined> {
  const known = await readPidFile(name);
  return known !== undefined && isAlive(name, known.pid) ? known.pid : undefined;
}

/** The names of all daemons that have a pid file, living or not. */
export async function daemonNames(): Promise<readonly string[]> {
  const files = existsSync(paths.pids) ? await readdir(paths.pids) : [];
  return files.filter((file) => file.endsWith('.json')).map((file) => basename(file, '.json'));
}

async function launch(daemon: Daemon): Promise<number> {
  await mkdir(paths.logs, { recursive: true });
  const log = logFile(daemon.name);
  if (existsSync(log)) {
    renameSync(log, `${log}.previous`);
  }
  const output = openSync(log, 'a', 0o600);
  try {
    const child = spawn(daemon.command, daemon.args, {
      env: marked(daemon.name, { ...process.env, ...daemon.env }),
      cwd: paths.sandbox,
      detached: true,
      stdio: ['ignore', output, output],
    });
    return await new Promise<number>((resolve, reject) => {
      child.on('spawn', () => {
        child.unref();
        resolve(child.pid ?? 0);
      });
      child.on('error', (error) => {
        reject(new SandboxError(`${daemon.command} could not be started: ${error.message}`));
      });
    });
  } finally {
    closeSync(output);
  }
}

function fingerprintOf(daemon: Daemon): string {
  const { command, args, env, files } = daemon;
  return createHash('sha256')
    .update(JSON.stringify([command, args, env, files]))
    .digest('hex');
}

async function readPidFile(name: string): Promise<{ pid: number; fingerprint: string } | undefined> {
  const content = await readJsonIfThere(pidFile(name));
  if (!isRecord(content)) {
    return undefined;
  }
  const { pid, fingerprint } = content;
  return typeof pid === 'number' && typeof fingerprint === 'string' ? { pid, fingerprint } : undefined;
}

/** A pid may have gone to another process since; the mark in its environment cannot. */
function isAlive(name: string, pid: number): boolean {
  return markOf(pid) === name;
}

async function endsWithin(name: string, pid: number, milliseconds: number): Promise<boolean> {
  const deadline = Date.now() + milliseconds;
  while (isAlive(name, pid)) {
    if (Date.now() >= deadline) {
      return false;
    }
    await sleep(20);
  }
  return true;
}

/** Sends a signal to a process that may just have ended. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It is gone.
  }
}

async function tail(name: string): Promise<string> {
  const log = logFile(name);
  return existsSync(log) ? lastLines(await readFile(log, 'utf8'), 15) : '(no log)';
}

/** Where a daemon's output goes. */
function logFile(name: string): string {
  return join(paths.logs, `${name}.log`);
}

function pidFile(name: string): string {
  return join(paths.pids, `${name}.json`);
}
