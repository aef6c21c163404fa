import { cpSync, existsSync, readFileSync, readdirSync } from 'node:fs';
import { chmod, copyFile, mkdir, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pauseProgram } from './binaries.ts';
import { unmountBelow } from './mounts.ts';
import { unpackPackage } from './packages.ts';
import { run, runPersistently } from './tool.ts';

const mirrorByDefault = 'http://deb.debian.org/debian';

/** A root file system that has only the program which holds a Pod's namespaces. */
export async function makePause(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await copyFile(pauseProgram, join(folder, 'pause'));
}

/** Busybox, static, under the name of every command it knows. */
export async function makeBusybox(folder: string): Promise<void> {
  const unpacked = `${folder}.package`;
  await Promise.all(
    ['bin', 'etc', 'root', 'home', 'var', 'tmp', 'usr/bin', 'usr/sbin', 'sbin'].map((name) =>
      mkdir(join(folder, name), { recursive: true }),
    ),
  );
  await mkdir(unpacked, { recursive: true });
  await unpackPackage('busybox-static', unpacked);
  const program =
    ['bin/busybox', 'usr/bin/busybox'].map((file) => join(unpacked, file)).find(existsSync) ?? '';
  const busybox = join(folder, 'bin', 'busybox');
  await copyFile(program, busybox);
  await chmod(busybox, 0o755);
  const commands = (await run(busybox, ['--list']))
    .split('\n')
    .filter((name) => name !== '' && name !== 'busybox');
  await Promise.all(commands.map((name) => symlink('busybox', join(folder, 'bin', name))));
  await symlink('../../bin/env', join(folder, 'usr', 'bin', 'env'));
  await chmod(join(folder, 'tmp'), 0o1777);
  await writeFile(
    join(folder, 'etc', 'passwd'),
    'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/home:/bin/false\n',
  );
  await writeFile(join(folder, 'etc', 'group'), 'root:x:0:\nnogroup:x:65534:\n');
  await rm(unpacked, { recursive: true });
}

/** A minimal Debian. */
export async function makeDebian(folder: string): Promise<void> {
  const downloads = `${folder}.downloads`;
  const startClean = async (): Promise<void> => {
    await unmountBelow(folder);
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
  };
  await startClean();
  await mkdir(downloads, { recursive: true });
  const options = ['--variant=minbase', `--cache-dir=${downloads}`];
  await runPersistently('debootstrap', [...options, 'bookworm', folder, debianMirror()], {
    beforeRetry: startClean,
  });
  await rm(downloads, { recursive: true });
  await removeLeftovers(folder);
}

/** Adds buildah to the Debian in the folder. */
export async function addBuildah(folder: string): Promise<void> {
  const network = ['etc/resolv.conf', 'etc/hosts'];
  for (const file of network) {
    if (existsSync(`/${file}`)) {
      cpSync(`/${file}`, join(folder, file), { dereference: true });
    }
  }
  const apt = 'apt-get -q -o Acquire::Retries=5';
  const install = `${apt} update && ${apt} install -y --no-install-recommends buildah ca-certificates`;
  await runPersistently('chroot', [folder, 'sh', '-c', install], {
    env: { DEBIAN_FRONTEND: 'noninteractive' },
  });
  await Promise.all(network.map((file) => rm(join(folder, file), { force: true })));
  await removeLeftovers(folder);
}

/** What package managers leave is no part of an image; nobody reads documents in one that only builds. */
async function removeLeftovers(folder: string): Promise<void> {
  const caches = ['var/lib/apt/lists', 'var/cache/apt', 'var/cache/debconf', 'var/log'];
  const documents = ['usr/share/doc', 'usr/share/man', 'usr/share/info', 'usr/share/locale'];
  for (const name of [...caches, ...documents]) {
    const place = join(folder, name);
    for (const entry of existsSync(place) ? await readdir(place) : []) {
      await rm(join(place, entry), { recursive: true, force: true });
    }
  }
}

/** The mirror that this machine's own packages come from, if it is a Debian. */
function debianMirror(): string {
  const folder = '/etc/apt/sources.list.d';
  const files = existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
  const sources = ['/etc/apt/sources.list', ...files]
    .filter(existsSync)
    .map((file) => readFileSync(file, 'utf8'));
  const mirror = /^(?:URIs:|deb(?: \[[^\]]*\])?)\s+(https?:\/\/\S+\/debian)\/?(?:\s|$)/m.exec(
    sources.join('\n'),
  );
  return mirror?.[1] ?? mirrorByDefault;
}
