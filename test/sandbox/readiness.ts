import { setTimeout as sleep } from 'node:timers/promises';
import { namespaces } from './access.ts';
import { nodeName } from './addresses.ts';
import { ask, get, statusMessage } from './api.ts';
import { waitForDaemon } from './daemon.ts';
import { SandboxError } from './errors.ts';
import { reference } from './madeimages.ts';
import { isRecord } from './files.ts';
import { isNodeReady } from './kubelet.ts';

/** Waits until a Pod can be created in every namespace: node, service accounts, admission. */
export async function waitUntilUsable(): Promise<void> {
  await waitForDaemon('kubelet', async () => (await isNodeReady()) && (await knowsItsPods()), 120_000);
  await waitForDaemon('kube-controller-manager', haveServiceAccounts);
  await assertPodAccepted();
}

/** A kubelet that just started is called ready by what its predecessor reported; it is when it knows its Pods. */
async function knowsItsPods(): Promise<boolean> {
  const [expected, known] = await Promise.all([
    podNames(`/api/v1/pods?fieldSelector=spec.nodeName=${nodeName}`),
    podNames(`/api/v1/nodes/${nodeName}/proxy/pods`),
  ]);
  return expected !== undefined && known !== undefined && expected.every((name) => known.includes(name));
}

/** The Pods' unique names; undefined when the list cannot be had. A kubelet without Pods says null for none. */
async function podNames(path: string): Promise<readonly string[] | undefined> {
  const list = await get(path);
  const items: unknown = list?.['items'] ?? [];
  const pods = Array.isArray(items) ? items.filter(isRecord) : [];
  return list && pods.map(({ metadata }) => (isRecord(metadata) ? String(metadata['uid']) : ''));
}

async function haveServiceAccounts(): Promise<boolean> {
  const accounts = await Promise.all(
    ['default', ...Object.values(namespaces)].map((name) =>
      get(`/api/v1/namespaces/${name}/serviceaccounts/default`),
    ),
  );
  return accounts.every((account) => account !== undefined);
}

/** Asks the API server to take a Pod without keeping it. Rights need a moment to be known to the admission. */
async function assertPodAccepted(): Promise<void> {
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'sandbox-check' },
    spec: { containers: [{ name: 'check', image: reference('busybox') }] },
  };
  let refusal = '';
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const answer = await ask('POST', `/api/v1/namespaces/${namespaces.builds}/pods?dryRun=All`, pod);
    if (answer.status === 201) {
      return;
    }
    refusal = `${answer.status} ${statusMessage(answer)}`;
    await sleep(200);
  }
  throw new SandboxError(`The cluster does not take Pods: ${refusal}`);
}
