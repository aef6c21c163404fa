import { existsSync } from 'node:fs';
import { mkdir, rm, rmdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { mountsBelow, unmountBelow } from './mounts.ts';
import { paths } from './paths.ts';
import { run } from './tool.ts';

/**
 * containerd, kubelet, network plugins and skopeo write to some folders that no option changes. The machine's own may
 * hold a real kubelet's socket, so these programs live in a mount namespace of their own, where the sandbox's folders
 * lie in their place. All mounts of Pods are made there too, and vanish with it: none is ever seen on the machine.
 */
const fixedFolders = [
  '/var/lib/kubelet',
  '/var/lib/cni',
  '/var/lib/containers',
  '/var/log/containers',
  '/run/containerd',
];

/** The namespace is pinned here: it outlives its processes, so that a restarted one finds the mounts of the others. */
const pin = join(paths.mountNamespace, 'pin');
const completed = join(paths.mountNamespace, 'completed');

/** Makes the namespace if it is not there. */
export async function ensureMountNamespace(): Promise<void> {
  if ((await mountsBelow(pin)).length > 0 && existsSync(completed)) {
    return;
  }
  await removeMountNamespace();
  await mkdir(paths.mountNamespace, { recursive: true });
  // The kernel lets a mount namespace be pinned only below a private mount.
  await run('mount', ['--bind', paths.mountNamespace, paths.mountNamespace]);
  await run('mount', ['--make-private', paths.mountNamespace]);
  await writeFile(pin, '');
  const binds = await Promise.all(
    fixedFolders.map(async (folder) => {
      const ours = join(paths.replacements, folder);
      await mkdir(ours, { recursive: true });
      // Where the machine lacks the folder, an empty one is the place to mount on.
      await mkdir(folder, { recursive: true });
      return `mount --bind '${ours}' ${folder}`;
    }),
  );
  // Slave: what is mounted on the machine later is seen inside, not the other way round.
  await run('unshare', [`--mount=${pin}`, '--propagation', 'slave', 'sh', '-ec', binds.join('\n')]);
  await writeFile(completed, '');
}

/** A command line that runs a program in the namespace. */
export function inMountNamespace(
  command: string,
  args: readonly string[],
): { readonly command: string; readonly args: readonly string[] } {
  return { command: 'nsenter', args: [`--mount=${pin}`, '--', command, ...args] };
}

/** Unpins the namespace, whose processes have ended: the kernel takes it away, and every mount in it. */
export async function removeMountNamespace(): Promise<void> {
  await unmountBelow(paths.mountNamespace);
  await rm(paths.mountNamespace, { recursive: true, force: true });
  await rm(paths.replacements, { recursive: true, force: true });
  for (const folder of fixedFolders) {
    // Only an empty one goes.
    await rmdir(folder).catch(() => undefined);
  }
}
