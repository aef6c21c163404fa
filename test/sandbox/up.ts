import { chown, mkdir, rm } from 'node:fs/promises';
import { contexts, ensureAccess, namespaces, userContexts } from './access.ts';
import {
  ensureArchives,
  executors,
  executorsOnNode,
  fetchExecutors,
  fetchableExecutors,
} from './archives.ts';
import { assertGo, ensureBinaries, hasBinaries, programPath } from './binaries.ts';
import { ensureCertificates } from './certificates.ts';
import { ensureContainerd } from './containerd.ts';
import {
  ensureApiServer,
  ensureControllers,
  ensureEtcd,
  ensureScheduler,
  hasReadableCluster,
  isEtcdRunning,
} from './controlplane.ts';
import { writeAtomically } from './files.ts';
import { ensureLayouts, ensureOnNode, ensurePushed, hasLayouts } from './images.ts';
import type { SandboxInfo } from './info.ts';
import { kubeconfig } from './kubeconfig.ts';
import { ensureKubelet } from './kubelet.ts';
import { withLock } from './lock.ts';
import { reference } from './madeimages.ts';
import { ensureMountNamespace } from './namespace.ts';
import { ensureNetwork } from './network.ts';
import { ensurePackages, missingPackages } from './packages.ts';
import { paths } from './paths.ts';
import { assertPlatform } from './platform.ts';
import { waitUntilUsable } from './readiness.ts';
import { ensureRegistries, registryInfo } from './registries.ts';
import { forgetOldCluster, repair } from './repair.ts';
import { note, step } from './step.ts';

/** Brings the sandbox up, from whatever state it is in, and writes down how to use it. */
export async function up(): Promise<SandboxInfo> {
  assertPlatform('up');
  return await withLock(async () => {
    await mkdir(paths.sandbox, { recursive: true });
    await step('Leftovers of earlier runs', repair);
    await prepare();
    await start();
    const info = await describe();
    await writeForOwner(paths.info, `${JSON.stringify(info, undefined, 2)}\n`);
    return info;
  });
}

/** What is made once, and kept: programs, images, certificates. */
async function prepare(): Promise<void> {
  const missing = missingPackages();
  if (missing.length > 0) {
    await step(`Debian packages: ${missing.join(', ')}`, ensurePackages, 'about half a minute, once');
  }
  await step('Certificates', ensureCertificates);
  const haveBinaries = await hasBinaries();
  if (!haveBinaries) {
    // Better said now than after minutes of other work.
    assertGo();
  }
  const binaries = haveBinaries
    ? ensureBinaries()
    : step('Kubernetes, from source', ensureBinaries, 'about nine minutes on two cores, once');
  const layouts = hasLayouts() ? Promise.resolve() : ensureLayouts(binaries);
  await Promise.all([binaries, layouts, fetchKaniko()]);
}

async function fetchKaniko(): Promise<void> {
  const wanted = await fetchableExecutors();
  if (wanted.length > 0) {
    const references = wanted.map(({ reference: image }) => image).join(', ');
    await step(`Pull of ${references}`, () => fetchExecutors(wanted));
  }
}

async function start(): Promise<void> {
  await step('Network', ensureNetwork);
  if (!(await isEtcdRunning())) {
    // Nobody shall take a cluster that is not there for one that is.
    await rm(paths.info, { force: true });
  }
  if (!(await hasReadableCluster())) {
    await step('Containers of an earlier cluster', async () => {
      await ensureRuntime();
      await forgetOldCluster();
    });
  }
  const node = Promise.all([step('containerd', ensureRuntime), step('Registries', ensureRegistries)]);
  const images = node.then(() => distribute());
  const controlPlane = startControlPlane();
  const kubelet = Promise.all([controlPlane, node]).then(() => step('kubelet', ensureKubelet));
  await Promise.all([images, kubelet]);
  await step('Node ready, Pods accepted', waitUntilUsable);
}

async function ensureRuntime(): Promise<void> {
  await ensureMountNamespace();
  await ensureContainerd();
}

async function startControlPlane(): Promise<void> {
  await step('etcd and API server', async () => {
    await ensureEtcd();
    await ensureApiServer();
  });
  await step('Controllers and scheduler', async () => {
    await Promise.all([ensureControllers(), ensureScheduler()]);
  });
  await step('Namespaces and rights', ensureAccess);
}

async function distribute(): Promise<void> {
  await step('Images in the registries', ensurePushed);
  await step('Images on the node', async () => {
    await ensureOnNode();
    await ensureArchives();
  });
}

async function describe(): Promise<SandboxInfo> {
  await writeForOwner(paths.kubeconfig, await kubeconfig(userContexts));
  const kaniko = await executorsOnNode();
  for (const { name, reference: image } of executors.filter((executor) => kaniko[executor.name] === null)) {
    note(
      `kaniko (${name}) is absent: ${image} could not be pulled, and ${paths.archives} has no archive of it.`,
    );
  }
  return {
    kubeconfig: paths.kubeconfig,
    contexts,
    namespaces,
    registries: {
      auth: await registryInfo('auth'),
      open: await registryInfo('open'),
      tls: await registryInfo('tls'),
    },
    images: {
      busybox: reference('busybox'),
      debian: reference('debian'),
      buildah: reference('buildah'),
      kaniko,
    },
    kubectl: programPath('kubectl'),
  };
}

/** Root makes the sandbox; the one who called sudo uses it. */
async function writeForOwner(file: string, content: string): Promise<void> {
  await writeAtomically(file, content, 0o600);
  const user = Number(process.env['SUDO_UID']);
  const group = Number(process.env['SUDO_GID']);
  if (Number.isInteger(user) && Number.isInteger(group)) {
    await chown(file, user, group);
  }
}
