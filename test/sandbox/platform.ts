import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { SandboxError } from './errors.ts';
import { missingPackages, installCommand } from './packages.ts';
import { cacheFolder } from './paths.ts';
import { attempt } from './tool.ts';

/** Unix sockets have paths of at most 107 characters, and the longest below the cache folder takes this many. */
const longestSocket = 50;

/** Fails, saying why and what to do, where the sandbox cannot work. */
export function assertPlatform(command: 'up' | 'down' | 'status'): void {
  if (process.platform !== 'linux') {
    throw new SandboxError(
      `The sandbox runs on Linux only (this is ${process.platform}). In a Linux virtual machine or container it works; or use a cluster of your own.`,
    );
  }
  if (process.getuid?.() !== 0) {
    throw new SandboxError(rootMessage(command));
  }
  if (cacheFolder.length > 107 - longestSocket) {
    throw new SandboxError(
      `The path ${cacheFolder} is too long for the sockets in it: set KANIKO_BUILD_CACHE to a folder of at most ${107 - longestSocket} characters.`,
    );
  }
}

/** The containerd snapshotter that works where the cache folder lies: overlayfs does not stack on itself. */
export async function snapshotter(): Promise<'overlayfs' | 'native'> {
  const overlay = 0x794c7630;
  const { type } = await statfs(cacheFolder);
  if (type === overlay) {
    return 'native';
  }
  if (!existsSync('/sys/module/overlay')) {
    await attempt('modprobe', ['overlay']).catch(() => undefined);
  }
  const { stdout } = await attempt('grep', ['-w', 'overlay', '/proc/filesystems']);
  return stdout === '' ? 'native' : 'overlayfs';
}

function rootMessage(command: string): string {
  const missing = missingPackages();
  return [
    'The sandbox needs root: it makes a network bridge, control groups and mounts. Run',
    `    sudo env PATH="$PATH" KANIKO_BUILD_CACHE=${cacheFolder} npm run sandbox -- ${command}`,
    ...(missing.length === 0
      ? []
      : [
          'It will install the missing Debian packages; or install them yourself:',
          `    ${installCommand(missing)}`,
        ]),
  ].join('\n');
}
