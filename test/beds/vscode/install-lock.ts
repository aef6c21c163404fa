import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { note } from '../../sandbox/step.ts';
import { paths } from './paths.ts';

/**
 * Runs `work` while no other process installs. The lock is a file with the holder's process id; one whose holder is
 * gone is taken over.
 */
export async function withInstallLock<T>(work: () => Promise<T>): Promise<T> {
  let told = false;
  while (!(await take())) {
    if (!told) {
      note('Another process installs the VS Code test bed: waiting for it.');
      told = true;
    }
    await setTimeout(1000);
  }
  try {
    return await work();
  } finally {
    await rm(paths.lock, { force: true });
  }
}

async function take(): Promise<boolean> {
  // Linking a finished file is atomic: nobody ever reads a lock without its holder's id.
  const own = `${paths.lock}.${process.pid}`;
  await writeFile(own, String(process.pid));
  try {
    await link(own, paths.lock);
    return true;
  } catch {
    const holder = Number(await readFile(paths.lock, 'utf8').catch(() => ''));
    if (!isAlive(holder)) {
      await rm(paths.lock, { force: true });
    }
    return false;
  } finally {
    await rm(own, { force: true });
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) {
    return false;
  }
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
