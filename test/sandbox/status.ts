import { executors } from './archives.ts';
import { runningPid } from './daemon.ts';
import { isApiServerReady } from './controlplane.ts';
import { readSandboxInfo } from './info.ts';
import type { SandboxInfo } from './info.ts';
import { isNodeReady } from './kubelet.ts';
import { markedProcesses, memoryOf } from './marker.ts';
import { cacheFolder, paths } from './paths.ts';
import { registries, daemonName } from './registries.ts';
import { attempt } from './tool.ts';

const daemons = [
  'etcd',
  'kube-apiserver',
  'kube-controller-manager',
  'kube-scheduler',
  'containerd',
  'kubelet',
  ...registries.map(daemonName),
];

/** Prints how the sandbox is; true when it can be used. */
export async function status(): Promise<boolean> {
  const info = readSandboxInfo();
  const pids = await Promise.all(daemons.map(runningPid));
  const dead = daemons.filter((_name, index) => pids[index] === undefined);
  if (dead.length === daemons.length) {
    print('The sandbox is down. To start it: npm run sandbox -- up');
    await printDisk();
    return false;
  }
  daemons.forEach((name, index) => {
    print(`  ${name.padEnd(27)} ${describeProcess(pids[index])}`);
  });
  print(`  ${'node'.padEnd(27)} ${(await isUsable()) ? 'ready' : 'NOT READY'}`);
  const memory = markedProcesses().reduce((sum, { pid }) => sum + memoryOf(pid), 0);
  print(`  ${'memory'.padEnd(27)} ${megabytes(memory)} in all, Pods not counted`);
  await printDisk();
  const usable = dead.length === 0 && info !== undefined && (await isUsable());
  if (info === undefined || !usable) {
    print('The sandbox is not complete. To repair it: npm run sandbox -- up');
    return false;
  }
  printAccess(info);
  return true;
}

/** Prints how the sandbox is used. */
export function printAccess(info: SandboxInfo): void {
  for (const { name, reference } of executors) {
    const image = info.images.kaniko[name];
    print(
      `  ${`kaniko (${name})`.padEnd(27)} ${image ?? `ABSENT: put an archive of ${reference} into ${paths.archives}`}`,
    );
  }
  const { auth, open, tls } = info.registries;
  print(
    `  ${'registries'.padEnd(27)} open ${open.host} · password ${auth.host} · password and TLS ${tls.host}`,
  );
  print(`  ${'user and password'.padEnd(27)} ${auth.username ?? ''} ${auth.password ?? ''}`);
  print(`  ${'contexts'.padEnd(27)} ${Object.values(info.contexts).join(', ')}`);
  print(`  ${'kubeconfig'.padEnd(27)} export KUBECONFIG=${info.kubeconfig}`);
  print(`  ${'kubectl'.padEnd(27)} ${info.kubectl}`);
}

function describeProcess(pid: number | undefined): string {
  return pid === undefined ? 'NOT RUNNING' : `pid ${String(pid).padEnd(8)} ${megabytes(memoryOf(pid))}`;
}

async function isUsable(): Promise<boolean> {
  try {
    return (await isApiServerReady()) && (await isNodeReady());
  } catch {
    return false;
  }
}

async function printDisk(): Promise<void> {
  const { stdout } = await attempt('du', [
    '--summarize',
    '--one-file-system',
    '--block-size=1M',
    cacheFolder,
  ]);
  print(`  ${'disk'.padEnd(27)} ${stdout.split('\t')[0] ?? '0'} MB in ${cacheFolder}`);
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1_000_000)} MB`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
