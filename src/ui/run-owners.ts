import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Which process runs a build: windows without a folder share one history (VS Code itself keeps two windows on the same
 * folder apart), and one must not take the other's running builds for builds that were interrupted.
 */
export class RunOwners {
  readonly #folder: string;

  /** Keeps a small file per running build in `folder`. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Notes that this process runs the build. Throws what the file system throws. */
  async claim(id: string): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    await writeFile(this.#path(id), await signature(process.pid));
  }

  async release(id: string): Promise<void> {
    await rm(this.#path(id), { force: true });
  }

  /** Whether another process that is alive runs the build. */
  async isElsewhere(id: string): Promise<boolean> {
    const claimed = await readFile(this.#path(id), 'utf8').catch(() => '');
    const pid = Number.parseInt(claimed, 10);
    return pid > 0 && pid !== process.pid && isAlive(pid) && (await signature(pid)) === claimed;
  }

  #path(id: string): string {
    return join(this.#folder, `${id}.owner`);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // One that may not be signalled is there.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** The process's number and, on Linux, when it began (proc(5), field 22): numbers are used again after a restart. */
async function signature(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The second field, the name in brackets, may hold spaces.
  const began = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  return `${pid} ${began}`;
}
