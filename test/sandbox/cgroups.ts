import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rmdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { signal } from './daemon.ts';
import { mounts } from './mounts.ts';

/** The control group below which all Pods live. */
export const cgroupName = 'kaniko-build';

/** Makes the group in every hierarchy (one with cgroup v2, about a dozen with v1). */
export async function ensureCgroups(): Promise<void> {
  for (const { type, point } of await hierarchies()) {
    const group = join(point, cgroupName);
    if (type === 'cgroup2') {
      await enableControllers(point);
    }
    await mkdir(group, { recursive: true });
    await copySets(point, group);
  }
}

/** Kills whatever runs in the group, and removes it. */
export async function removeCgroups(): Promise<void> {
  for (const { point } of await hierarchies()) {
    const group = join(point, cgroupName);
    await killAll(group);
    await removeTree(group);
  }
}

/** Kills every process in the group: the containers of all Pods. */
export async function killContainers(): Promise<void> {
  for (const { point } of await hierarchies()) {
    await killAll(join(point, cgroupName));
  }
}

async function hierarchies(): Promise<readonly { readonly type: string; readonly point: string }[]> {
  return (await mounts()).filter(({ type }) => type === 'cgroup' || type === 'cgroup2');
}

/** Cgroup v2 hands a controller down only when asked; the kubelet wants these in its own group. */
async function enableControllers(root: string): Promise<void> {
  const available = (await readFile(join(root, 'cgroup.controllers'), 'utf8')).trim().split(' ');
  for (const controller of ['cpuset', 'cpu', 'io', 'memory', 'hugetlb', 'pids']) {
    if (available.includes(controller)) {
      await writeFile(join(root, 'cgroup.subtree_control'), `+${controller}`).catch(() => undefined);
    }
  }
}

/** Cgroup v1 lets no process into a cpuset without CPUs and memory nodes. */
async function copySets(root: string, group: string): Promise<void> {
  for (const file of ['cpuset.cpus', 'cpuset.mems']) {
    const source = join(root, file);
    if (
      existsSync(source) &&
      existsSync(join(group, file)) &&
      (await readFile(join(group, file), 'utf8')).trim() === ''
    ) {
      await writeFile(join(group, file), await readFile(source, 'utf8'));
    }
  }
}

async function killAll(group: string): Promise<void> {
  for (let round = 0; round < 50; round += 1) {
    const pids = await processesBelow(group);
    if (pids.length === 0) {
      return;
    }
    for (const pid of pids) {
      signal(pid, 'SIGKILL');
    }
    await sleep(20);
  }
}

async function processesBelow(group: string): Promise<readonly number[]> {
  if (!existsSync(group)) {
    return [];
  }
  const own = await readFile(join(group, 'cgroup.procs'), 'utf8').catch(() => '');
  const below = await Promise.all((await children(group)).map(processesBelow));
  // 0 stands for a process outside of this pid namespace, which is none of ours.
  return [
    ...own
      .split('\n')
      .filter((line) => line !== '' && line !== '0')
      .map(Number),
    ...below.flat(),
  ];
}

async function removeTree(group: string): Promise<void> {
  if (!existsSync(group)) {
    return;
  }
  for (const child of await children(group)) {
    await removeTree(child);
  }
  for (let round = 0; round < 50; round += 1) {
    try {
      await rmdir(group);
      return;
    } catch {
      await sleep(20);
    }
  }
}

async function children(group: string): Promise<readonly string[]> {
  const entries = await readdir(group, { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(group, name));
}
