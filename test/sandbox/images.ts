import { copyFile, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { credentials, digestIn, registries } from './registries.ts';
import { madeImages, reference } from './madeimages.ts';
import type { MadeImage } from './madeimages.ts';
import { ctr, nodeImages } from './containerd.ts';
import { hasLayout, layoutDigest, writeLayout } from './layout.ts';
import { inMountNamespace } from './namespace.ts';
import { paths } from './paths.ts';
import { snapshotter } from './platform.ts';
import { addBuildah, makeBusybox, makeDebian, makePause } from './rootfs.ts';
import { step } from './step.ts';
import { run } from './tool.ts';
import { certificate } from './certificates.ts';

const path = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** Makes the images that are not there yet; nothing is pulled. `binaries` is awaited for the one that needs them. */
export async function ensureLayouts(binaries: Promise<void>): Promise<void> {
  await mkdir(paths.layouts, { recursive: true });
  await make('busybox', 'Image busybox, from busybox-static', async (folder) => {
    await makeBusybox(folder);
    await writeLayout(layout('busybox'), folder, { Env: [path], Cmd: ['sh'] });
  });
  await make('buildah', 'Images debian and buildah, from Debian packages', async (folder) => {
    await makeDebian(folder);
    await writeLayout(layout('debian'), folder, { Env: [path], Cmd: ['bash'] });
    await addBuildah(folder);
    await writeLayout(layout('buildah'), folder, {
      Env: [path, 'BUILDAH_ISOLATION=chroot', 'STORAGE_DRIVER=vfs'],
      Cmd: ['bash'],
    });
  });
  await binaries;
  await make('pause', 'Image pause', async (folder) => {
    await makePause(folder);
    await writeLayout(layout('pause'), folder, { Entrypoint: ['/pause'] });
  });
  await rm(paths.work, { recursive: true, force: true });
}

/** Whether every image was made. */
export function hasLayouts(): boolean {
  return madeImages.every(({ name }) => hasLayout(layout(name)));
}

/** Pushes the made images to the registries that lack them. */
export async function ensurePushed(): Promise<void> {
  const { username, password } = await credentials();
  for (const image of madeImages) {
    const digest = await layoutDigest(layout(image.name));
    for (const registry of registries.filter(({ name }) => image.registries.includes(name))) {
      if ((await digestIn(registry, image.repository, image.tag)) !== digest) {
        const access = registry.authenticated ? ['--dest-creds', `${username}:${password}`] : [];
        const trust = registry.encrypted
          ? ['--dest-cert-dir', await trustFolder()]
          : ['--dest-tls-verify=false'];
        const target = `docker://${registry.host}/${image.repository}:${image.tag}`;
        const options = ['--insecure-policy', 'copy', ...access, ...trust];
        const skopeo = inMountNamespace('skopeo', [...options, `oci:${layout(image.name)}`, target]);
        await run(skopeo.command, skopeo.args);
      }
    }
  }
}

/** Gives the node the images its Pods start from, so that no Pod waits for a pull. */
export async function ensureOnNode(): Promise<void> {
  const present = await nodeImages();
  for (const { name } of madeImages.filter(({ onNode }) => onNode)) {
    if (present.get(reference(name)) !== (await layoutDigest(layout(name)))) {
      const options = ['--hosts-dir', paths.registryHosts, '--snapshotter', await snapshotter()];
      await ctr(['images', 'pull', ...options, reference(name)], 300_000);
    }
  }
}

async function make(
  name: MadeImage['name'],
  title: string,
  work: (folder: string) => Promise<void>,
): Promise<void> {
  if (hasLayout(layout(name))) {
    return;
  }
  const folder = join(paths.work, name);
  await step(
    title,
    async () => {
      await rm(folder, { recursive: true, force: true });
      await work(folder);
      await rm(folder, { recursive: true, force: true });
    },
    name === 'buildah' ? 'about two minutes, once' : undefined,
  );
}

/** skopeo wants the authority's certificate in a folder of its own. */
async function trustFolder(): Promise<string> {
  const folder = join(paths.registries, 'trust');
  const file = join(folder, 'ca.crt');
  await mkdir(folder, { recursive: true });
  await rm(file, { force: true });
  await copyFile(certificate('registry-ca'), file);
  return folder;
}

function layout(name: MadeImage['name']): string {
  return join(paths.layouts, name);
}
