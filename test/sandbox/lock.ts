import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { SandboxError } from './errors.ts';
import { cacheFolder, paths } from './paths.ts';
import { note } from './step.ts';
import { commandOf } from './marker.ts';

/**
 * Does work that only one process may do at a time. The kernel's file lock is held by a small child that lives on our
 * pipe: whichever way this process ends, the child ends and the lock is free, so that no lock is ever stale. The file's
 * content, our pid, is for people.
 */
export async function withLock<T>(work: () => Promise<T>): Promise<T> {
  await mkdir(cacheFolder, { recursive: true });
  const holder = (await tryLock(['--nonblock'])) ?? (await waitForLock());
  try {
    await writeFile(paths.lock, `${process.pid}\n`);
    return await work();
  } finally {
    holder.stdin?.end();
  }
}

async function waitForLock(): Promise<ChildProcess> {
  const pid = Number(await readFile(paths.lock, 'utf8'));
  const command = commandOf(pid);
  note(`Another run is at work${command === '' ? '' : ` (pid ${pid}: ${command})`}: waiting for it to end.`);
  const holder = await tryLock([]);
  if (holder === undefined) {
    throw new SandboxError(`The lock ${paths.lock} cannot be had.`);
  }
  return holder;
}

const program = 'flock';

function tryLock(flags: readonly string[]): Promise<ChildProcess | undefined> {
  return new Promise((resolve, reject) => {
    // The child's own process group keeps a Ctrl-C from freeing the lock before this process has put things in order.
    const holder = spawn(program, [...flags, paths.lock, 'sh', '-c', 'echo locked; exec cat'], {
      detached: true,
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    holder.on('error', (error) => {
      reject(new SandboxError(`${program} (of util-linux) could not be run: ${error.message}`));
    });
    holder.on('exit', () => {
      resolve(undefined);
    });
    holder.stdout.once('data', () => {
      resolve(holder);
    });
  });
}
