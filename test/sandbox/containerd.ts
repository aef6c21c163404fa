import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureDaemon, waitForDaemon } from './daemon.ts';
import { inMountNamespace } from './namespace.ts';
import { paths } from './paths.ts';
import { snapshotter } from './platform.ts';
import { registries, registryHostsFile } from './registries.ts';
import { pauseReference } from './madeimages.ts';
import { attempt, run } from './tool.ts';
import type { ToolResult } from './tool.ts';

/** A `ctr` whose containerd is down hangs for ever. */
const patience = 10_000;

/** Starts a containerd that shares nothing with the machine's own. */
export async function ensureContainerd(): Promise<void> {
  await mkdir(paths.containerd, { recursive: true });
  const config = join(paths.containerd, 'config.toml');
  const hosts = Object.fromEntries(
    registries.map((registry) => [
      join(paths.registryHosts, registry.host, 'hosts.toml'),
      registryHostsFile(registry),
    ]),
  );
  await ensureDaemon({
    name: 'containerd',
    ...inMountNamespace('containerd', ['--config', config]),
    env: { GOGC: '50' },
    files: { [config]: containerdConfig(await snapshotter()), ...hosts },
  });
  await waitForDaemon('containerd', async () => (await tryCtr(['version'])).code === 0);
}

/** Runs `ctr` in the namespace of the kubelet. */
export function ctr(args: readonly string[], timeout = patience): Promise<string> {
  return run('ctr', [...connection, ...args], { timeout });
}

/** Runs `ctr`, whatever comes of it. */
function tryCtr(args: readonly string[]): Promise<ToolResult> {
  return attempt('ctr', [...connection, ...args], { timeout: patience });
}

/** All images that the node has: the digest by name. */
export async function nodeImages(): Promise<ReadonlyMap<string, string>> {
  const rows = lines(await ctr(['images', 'list'])).slice(1);
  return new Map(
    rows.map((row) => {
      const [name, , digest] = row.split(/\s+/);
      return [name ?? '', digest ?? ''];
    }),
  );
}

/** Forgets every container, so that the next cluster starts with none; the images stay. */
export async function forgetContainers(): Promise<void> {
  const tasks = lines((await tryCtr(['tasks', 'list', '--quiet'])).stdout);
  if (tasks.length > 0) {
    await tryCtr(['tasks', 'delete', '--force', ...tasks]);
  }
  const containers = lines((await tryCtr(['containers', 'list', '--quiet'])).stdout);
  if (containers.length > 0) {
    await tryCtr(['containers', 'delete', ...containers]);
  }
}

/** Forgets every image but these; the kubelet also names each by its configuration's digest. */
export async function forgetImagesExcept(names: readonly string[]): Promise<void> {
  const present = await nodeImages();
  const kept = new Set(names.map((name) => present.get(name)));
  const others = [...present].filter(([, digest]) => !kept.has(digest)).map(([name]) => name);
  if (others.length > 0) {
    await tryCtr(['images', 'remove', '--sync', ...others]);
  }
}

/** Whether containerd remembers containers. */
export async function hasContainers(): Promise<boolean> {
  return lines((await tryCtr(['containers', 'list', '--quiet'])).stdout).length > 0;
}

const connection = ['--address', paths.containerdSocket, '--namespace', 'k8s.io'];

function lines(text: string): readonly string[] {
  return text.split('\n').filter((line) => line !== '');
}

function containerdConfig(snapshots: string): string {
  const cri = 'plugins."io.containerd.grpc.v1.cri"';
  return `version = 2
root = "${join(paths.containerd, 'root')}"
state = "${paths.containerdState}"
# This one would write to /opt.
disabled_plugins = ["io.containerd.internal.v1.opt"]

[grpc]
  address = "${paths.containerdSocket}"

[debug]
  level = "warn"

[${cri}]
  sandbox_image = "${pauseReference}"
  # Lowering the score needs a capability that root in a container does not have.
  restrict_oom_score_adj = true
  netns_mounts_under_state_dir = true

  [${cri}.cni]
    bin_dir = "/usr/lib/cni"
    conf_dir = "${join(paths.cni, 'net.d')}"

  [${cri}.containerd]
    snapshotter = "${snapshots}"
    default_runtime_name = "runc"

    [${cri}.containerd.runtimes.runc]
      runtime_type = "io.containerd.runc.v2"

      [${cri}.containerd.runtimes.runc.options]
        SystemdCgroup = false
        Root = "${join(paths.containerdState, 'runc')}"

  [${cri}.registry]
    config_path = "${paths.registryHosts}"
`;
}
