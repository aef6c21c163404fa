import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** The one folder the sandbox writes to. */
export const cacheFolder = resolve(
  process.env['KANIKO_BUILD_CACHE'] ?? join(homedir(), '.cache', 'kaniko-build'),
);

const sandbox = join(cacheFolder, 'sandbox');
const containerd = join(sandbox, 'containerd');

/** Every place in the cache folder, by what lies there. */
export const paths = {
  /** Held while an `up` or `down` is at work. */
  lock: join(cacheFolder, 'sandbox.lock'),
  /** The Kubernetes binary and the names it is called by. */
  programs: join(cacheFolder, 'bin'),
  /** Image archives that somebody put there, or that could be pulled: the kaniko executors. */
  archives: join(cacheFolder, 'images'),
  /** The images the sandbox makes, as OCI layouts. */
  layouts: join(cacheFolder, 'layouts'),
  /** Build caches and root file systems: gone when what they are for is there. */
  work: join(cacheFolder, 'work'),

  /** All that makes a running sandbox. */
  sandbox,
  info: join(sandbox, 'sandbox.json'),
  kubeconfig: join(sandbox, 'kubeconfig'),
  pids: join(sandbox, 'pids'),
  logs: join(sandbox, 'logs'),
  certificates: join(sandbox, 'certificates'),
  mountNamespace: join(sandbox, 'mount-namespace'),
  /** What lies, in that namespace, in the place of folders that cannot be chosen. */
  replacements: join(sandbox, 'replacements'),
  kernelSettings: join(sandbox, 'kernel-settings.json'),
  etcd: join(sandbox, 'etcd'),
  controlPlane: join(sandbox, 'control-plane'),
  kubelet: join(sandbox, 'kubelet'),
  podLogs: join(sandbox, 'pod-logs'),
  cni: join(sandbox, 'cni'),
  addresses: join(sandbox, 'cni', 'addresses'),
  registries: join(sandbox, 'registries'),
  containerd,
  containerdSocket: join(containerd, 'containerd.sock'),
  containerdState: join(containerd, 'state'),
  registryHosts: join(containerd, 'certs.d'),
  importedArchives: join(containerd, 'imported-archives.json'),
} as const;
