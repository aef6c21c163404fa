import { rm } from 'node:fs/promises';
import { killContainers, removeCgroups } from './cgroups.ts';
import { archivedImages } from './archives.ts';
import { forgetContainers, forgetImagesExcept } from './containerd.ts';
import { daemonNames, runningPid, signal, stopDaemon } from './daemon.ts';
import { restoreKernelSettings } from './kernel.ts';
import { withLock } from './lock.ts';
import { markedProcesses } from './marker.ts';
import { unmountBelow } from './mounts.ts';
import { madeImages, reference } from './madeimages.ts';
import { removeMountNamespace } from './namespace.ts';
import { removeNetwork } from './network.ts';
import { cacheFolder, paths } from './paths.ts';
import { clearRegistries } from './registries.ts';
import { step } from './step.ts';

/** Ends the sandbox and leaves no process, mount, network device, packet rule or control group behind. */
export async function down(): Promise<void> {
  await withLock(async () => {
    await rm(paths.info, { force: true });
    await step('Kubernetes ended', endKubernetes);
    await step('Containers ended', endContainers);
    await step('Registries ended, and what was pushed thrown away', endRegistries);
    await step('Mounts, network and control groups removed', cleanMachine);
  });
}

async function endKubernetes(): Promise<void> {
  // The kubelet first: it would start again what is ended below. Nothing that these know is kept, so no grace.
  for (const name of ['kubelet', 'kube-controller-manager', 'kube-scheduler', 'kube-apiserver', 'etcd']) {
    await stopDaemon(name, 0);
  }
}

async function endContainers(): Promise<void> {
  await killContainers();
  if ((await runningPid('containerd')) !== undefined) {
    await forgetContainers();
    await forgetImagesExcept([...madeImages.map(({ name }) => reference(name)), ...(await archivedImages())]);
    await stopDaemon('containerd');
  }
}

async function endRegistries(): Promise<void> {
  const names = await daemonNames();
  await Promise.all(names.map((name) => stopDaemon(name)));
  await clearRegistries(madeImages.map(({ repository }) => repository));
}

async function cleanMachine(): Promise<void> {
  for (const { pid } of markedProcesses()) {
    signal(pid, 'SIGKILL');
  }
  await removeMountNamespace();
  await unmountBelow(cacheFolder);
  await removeCgroups();
  await removeNetwork();
  await restoreKernelSettings();
  await Promise.all(
    [paths.etcd, paths.kubelet, paths.podLogs, paths.cni, paths.pids, paths.containerdState, paths.work].map(
      (folder) => rm(folder, { recursive: true, force: true }),
    ),
  );
}
