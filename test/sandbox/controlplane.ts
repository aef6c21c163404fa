import { mkdir, readFile, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { bridge, loopback, ports, serviceSubnet } from './addresses.ts';
import { ask } from './api.ts';
import { programPath } from './binaries.ts';
import { certificate, key, serviceAccountsPublicKey } from './certificates.ts';
import type { CertificateName } from './certificates.ts';
import { ensureDaemon, runningPid, stopDaemon, waitForDaemon } from './daemon.ts';
import { messageOf } from './errors.ts';
import { send } from './https.ts';
import { kubeconfig } from './kubeconfig.ts';
import { paths } from './paths.ts';
import { note } from './step.ts';

const etcdUrl = `https://${loopback}:${ports.etcd}`;
const issuer = 'https://kubernetes.default.svc';
/** A collector that runs twice as often keeps these processes small; they have little to do. */
const frugal = { GOGC: '50' };

/** Those of the fifty controllers that a cluster for builds has work for: fewer start sooner and need less memory. */
const controllers = [
  'clusterrole-aggregation-controller',
  'deployment-controller',
  'garbage-collector-controller',
  'job-controller',
  'namespace-controller',
  'node-lifecycle-controller',
  'pod-garbage-collector-controller',
  'replicaset-controller',
  'resourcequota-controller',
  'root-ca-certificate-publisher-controller',
  'serviceaccount-controller',
  'serviceaccount-token-controller',
  'taint-eviction-controller',
  'ttl-after-finished-controller',
];

/**
 * Whether there is a cluster to go on with. After a power cut etcd, which does not wait for the disk, may not be able
 * to read what it wrote; then there is none.
 */
export async function hasReadableCluster(): Promise<boolean> {
  if (!existsSync(join(paths.etcd, 'member'))) {
    return false;
  }
  try {
    await ensureEtcd();
    return true;
  } catch (error) {
    note(`Warning: a new cluster is made, because the old one cannot be read: ${messageOf(error)}`);
    await stopDaemon('etcd', 0);
    await rm(paths.etcd, { recursive: true, force: true });
    return false;
  }
}

/** Starts etcd. */
export async function ensureEtcd(): Promise<void> {
  await mkdir(paths.etcd, { recursive: true, mode: 0o700 });
  const peerUrl = `https://${loopback}:${ports.etcdPeer}`;
  await ensureDaemon({
    name: 'etcd',
    command: 'etcd',
    args: [
      '--name=sandbox',
      `--data-dir=${paths.etcd}`,
      '--unsafe-no-fsync',
      `--listen-client-urls=${etcdUrl}`,
      `--advertise-client-urls=${etcdUrl}`,
      `--listen-peer-urls=${peerUrl}`,
      `--initial-advertise-peer-urls=${peerUrl}`,
      `--initial-cluster=sandbox=${peerUrl}`,
      ...etcdTrust(''),
      ...etcdTrust('peer-'),
      '--logger=zap',
      '--log-level=warn',
    ],
    env: frugal,
    ports: [ports.etcd, ports.etcdPeer],
  });
  await waitForDaemon('etcd', isEtcdHealthy);
}

async function isEtcdHealthy(): Promise<boolean> {
  const answer = await send(`${etcdUrl}/health`, {
    ca: await readFile(certificate('etcd-ca')),
    cert: await readFile(certificate('etcd')),
    key: await readFile(key('etcd')),
  });
  return answer.status === 200;
}

/** Starts the API server and waits until it is ready. */
export async function ensureApiServer(): Promise<void> {
  await ensureDaemon({
    name: 'kube-apiserver',
    command: programPath('kube-apiserver'),
    args: [
      `--bind-address=${loopback}`,
      `--secure-port=${ports.apiServer}`,
      `--advertise-address=${bridge.address}`,
      '--endpoint-reconciler-type=none',
      `--etcd-servers=${etcdUrl}`,
      `--etcd-cafile=${certificate('etcd-ca')}`,
      `--etcd-certfile=${certificate('etcd')}`,
      `--etcd-keyfile=${key('etcd')}`,
      `--service-cluster-ip-range=${serviceSubnet}`,
      '--authorization-mode=Node,RBAC',
      '--enable-admission-plugins=NodeRestriction',
      '--anonymous-auth=false',
      '--allow-privileged=true',
      `--client-ca-file=${certificate('cluster-ca')}`,
      `--tls-cert-file=${certificate('apiserver')}`,
      `--tls-private-key-file=${key('apiserver')}`,
      `--service-account-issuer=${issuer}`,
      `--service-account-key-file=${serviceAccountsPublicKey}`,
      `--service-account-signing-key-file=${key('service-accounts')}`,
      '--kubelet-preferred-address-types=InternalIP',
      `--kubelet-certificate-authority=${certificate('cluster-ca')}`,
      `--kubelet-client-certificate=${certificate('apiserver-kubelet')}`,
      `--kubelet-client-key=${key('apiserver-kubelet')}`,
      '--profiling=false',
    ],
    env: frugal,
    ports: [ports.apiServer],
  });
  await waitForDaemon('kube-apiserver', isApiServerReady, 120_000);
}

/** Whether the API server says that it is ready. */
export async function isApiServerReady(): Promise<boolean> {
  return (await ask('GET', '/readyz')).status === 200;
}

/** Starts what makes the API server's objects come true: garbage collection, service accounts, scheduling. */
export async function ensureControllers(): Promise<void> {
  const config = join(paths.controlPlane, 'controller-manager.kubeconfig');
  await ensureDaemon({
    name: 'kube-controller-manager',
    command: programPath('kube-controller-manager'),
    args: [
      ...controllerFlags(config),
      `--flex-volume-plugin-dir=${join(paths.controlPlane, 'volume-plugins')}`,
      `--root-ca-file=${certificate('cluster-ca')}`,
      `--service-account-private-key-file=${key('service-accounts')}`,
      '--use-service-account-credentials=true',
      `--controllers=${controllers.join(',')}`,
    ],
    env: frugal,
    files: { [config]: await controllerKubeconfig('controller-manager') },
  });
}

/** Starts the scheduler. */
export async function ensureScheduler(): Promise<void> {
  const config = join(paths.controlPlane, 'scheduler.kubeconfig');
  await ensureDaemon({
    name: 'kube-scheduler',
    command: programPath('kube-scheduler'),
    args: controllerFlags(config),
    env: frugal,
    files: { [config]: await controllerKubeconfig('scheduler') },
  });
}

/** Whether the daemon that keeps the cluster's state is alive. */
export async function isEtcdRunning(): Promise<boolean> {
  return (await runningPid('etcd')) !== undefined;
}

function controllerFlags(config: string): readonly string[] {
  // Port 0: they answer to nobody.
  return [`--kubeconfig=${config}`, '--secure-port=0', '--leader-elect=false', '--profiling=false'];
}

function controllerKubeconfig(user: CertificateName): Promise<string> {
  return kubeconfig([{ name: user, user }]);
}

function etcdTrust(prefix: '' | 'peer-'): readonly string[] {
  return [
    `--${prefix}cert-file=${certificate('etcd')}`,
    `--${prefix}key-file=${key('etcd')}`,
    `--${prefix}trusted-ca-file=${certificate('etcd-ca')}`,
    `--${prefix}client-cert-auth`,
  ];
}
