import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { bridge, nodeName, ports } from './addresses.ts';
import { get } from './api.ts';
import { programPath } from './binaries.ts';
import { certificate, key } from './certificates.ts';
import { cgroupName, ensureCgroups } from './cgroups.ts';
import { ensureDaemon } from './daemon.ts';
import { isRecord } from './files.ts';
import { rememberKernelSettings } from './kernel.ts';
import { kubeconfig } from './kubeconfig.ts';
import { inMountNamespace } from './namespace.ts';
import { paths } from './paths.ts';

/** Starts the kubelet. */
export async function ensureKubelet(): Promise<void> {
  await mkdir(paths.kubelet, { recursive: true });
  await mkdir(paths.podLogs, { recursive: true });
  await ensureCgroups();
  await rememberKernelSettings();
  const config = join(paths.kubelet, 'config.json');
  const access = join(paths.kubelet, 'kubeconfig');
  const resolver = join(paths.kubelet, 'resolv.conf');
  await ensureDaemon({
    name: 'kubelet',
    ...inMountNamespace(programPath('kubelet'), [
      `--config=${config}`,
      `--kubeconfig=${access}`,
      `--root-dir=${paths.kubelet}`,
      `--cert-dir=${join(paths.kubelet, 'pki')}`,
      `--hostname-override=${nodeName}`,
      `--node-ip=${bridge.address}`,
    ]),
    env: { GOGC: '50' },
    files: {
      [config]: JSON.stringify(configuration(resolver), undefined, 2),
      [access]: await kubeconfig([{ name: nodeName, user: 'kubelet' }]),
      [resolver]: '',
    },
    ports: [ports.kubelet],
  });
}

/** Whether the node says that it is ready. */
export async function isNodeReady(): Promise<boolean> {
  const node = await get(`/api/v1/nodes/${nodeName}`);
  const status = node?.['status'];
  const conditions: unknown = isRecord(status) ? status['conditions'] : undefined;
  return (Array.isArray(conditions) ? conditions : [])
    .filter(isRecord)
    .some((condition) => condition['type'] === 'Ready' && condition['status'] === 'True');
}

function configuration(resolver: string): object {
  return {
    apiVersion: 'kubelet.config.k8s.io/v1beta1',
    kind: 'KubeletConfiguration',
    address: bridge.address,
    port: ports.kubelet,
    healthzPort: 0,
    authentication: {
      anonymous: { enabled: false },
      webhook: { enabled: true },
      x509: { clientCAFile: certificate('cluster-ca') },
    },
    authorization: { mode: 'Webhook' },
    tlsCertFile: certificate('kubelet'),
    tlsPrivateKeyFile: key('kubelet'),
    containerRuntimeEndpoint: `unix://${paths.containerdSocket}`,
    cgroupDriver: 'cgroupfs',
    cgroupRoot: `/${cgroupName}`,
    failCgroupV1: false,
    failSwapOn: false,
    makeIPTablesUtilChains: false,
    oomScoreAdj: 0,
    podLogsDir: paths.podLogs,
    volumePluginDir: join(paths.kubelet, 'volume-plugins'),
    // Nobody answers there, but the kernel says so at once; with none, every Pod would get a warning event.
    clusterDNS: [bridge.address],
    clusterDomain: 'cluster.local',
    resolvConf: resolver,
    imageGCHighThresholdPercent: 100,
    imageGCLowThresholdPercent: 99,
    evictionHard: { 'memory.available': '50Mi', 'nodefs.available': '200Mi', 'imagefs.available': '200Mi' },
    serializeImagePulls: false,
    registryPullQPS: 0,
    eventRecordQPS: 0,
    maxPods: 100,
  };
}
