import { rm } from 'node:fs/promises';
import { forgetContainers, hasContainers } from './containerd.ts';
import { killContainers } from './cgroups.ts';
import { daemonNames, runningPid, signal, stopDaemon } from './daemon.ts';
import { markedProcesses, parentOf } from './marker.ts';
import type { MarkedProcess } from './marker.ts';
import { unmountBelow } from './mounts.ts';
import { removeMountNamespace } from './namespace.ts';
import { cacheFolder, paths } from './paths.ts';

/**
 * Puts right what a killed run left. The lock is held, so a tool of the sandbox that still runs belongs to nobody; and
 * without containerd and its shims no mount in the sandbox's folder is in use.
 */
export async function repair(): Promise<void> {
  await killStrayProcesses();
  await unmountBelow(paths.work);
  const inUse = (await runningPid('containerd')) !== undefined || shims().length > 0;
  if (!inUse) {
    await killContainers();
    await stopDaemon('kubelet', 0);
    await removeMountNamespace();
    await unmountBelow(cacheFolder);
  }
}

/** Makes room for a new cluster: containers of an earlier one have nobody to look after them. */
export async function forgetOldCluster(): Promise<void> {
  await stopDaemon('kubelet', 0);
  await stopDaemon('kube-apiserver', 0);
  await stopDaemon('kube-controller-manager', 0);
  await stopDaemon('kube-scheduler', 0);
  await killContainers();
  if (await hasContainers()) {
    await forgetContainers();
    // It keeps in memory what it read when it started, and its namespace has the old cluster's mounts.
    await stopDaemon('containerd');
    killShims();
    await removeMountNamespace();
  }
  await rm(paths.kubelet, { recursive: true, force: true });
  await rm(paths.podLogs, { recursive: true, force: true });
}

/** Kills the shims of containers, whose containerd is gone. */
function killShims(): void {
  for (const { pid } of shims()) {
    signal(pid, 'SIGKILL');
  }
}

function shims(): readonly MarkedProcess[] {
  return markedProcesses().filter(isShim);
}

function isShim({ command }: MarkedProcess): boolean {
  return command.includes('containerd-shim');
}

/** Kills what belongs to nobody: tools of a killed run, and daemons that it started but did not write down. */
async function killStrayProcesses(): Promise<void> {
  const registered = await Promise.all((await daemonNames()).map(runningPid));
  const processes = markedProcesses();
  const heads = new Set([...registered, ...processes.filter(isShim).map(({ pid }) => pid)]);
  for (const { pid } of processes.filter((process) => !hasHead(process.pid, heads))) {
    signal(pid, 'SIGKILL');
  }
}

/** Whether a process is one of these, or descends from one. */
function hasHead(pid: number, heads: ReadonlySet<number | undefined>): boolean {
  return pid > 1 && (heads.has(pid) || hasHead(parentOf(pid), heads));
}
