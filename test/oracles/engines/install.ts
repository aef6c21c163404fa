/** Unpacks Debian's Docker engine and buildah into the cache; installs nothing on the machine. */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { unpackPackage } from '../../sandbox/packages.ts';
import { folder as oracles } from '../paths.ts';

/** The engines, and the libraries that a bare Debian lacks. */
const packages = ['docker.io', 'buildah', 'libgpgme11', 'libassuan0', 'libdevmapper1.02.1'];
const folder = join(oracles, 'engines');

export const programs = {
  docker: join(folder, 'usr/bin/docker'),
  dockerd: join(folder, 'usr/sbin/dockerd'),
  buildah: join(folder, 'usr/bin/buildah'),
} as const;

/** What the programs need in their environment; dockerd looks for its own containerd and runc on PATH. */
export const environment = {
  ...process.env,
  PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin`,
  LD_LIBRARY_PATH: ['usr/lib', 'lib']
    .flatMap((parent) => ['x86_64-linux-gnu', 'aarch64-linux-gnu'].map((name) => join(folder, parent, name)))
    .join(':'),
};

/** Why the engines cannot run on this machine; undefined where they can. */
export function enginesMissing(): string | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'they need Linux and root';
  if (!existsSync('/usr/bin/apt-get')) return 'they come from Debian packages';
  return undefined;
}

/** Throws SandboxError where a package cannot be had. */
export async function installEngines(): Promise<void> {
  if (existsSync(folder)) return;
  await mkdir(oracles, { recursive: true });
  const unfinished = await mkdtemp(join(oracles, 'unfinished-'));
  try {
    for (const name of packages) {
      await unpackPackage(name, unfinished);
      // The next would be taken for this one.
      for (const file of await readdir(unfinished)) {
        if (file.endsWith('.deb')) await rm(join(unfinished, file));
      }
    }
    await rename(unfinished, folder);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}
