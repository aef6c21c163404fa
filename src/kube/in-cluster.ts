import { access, readFile } from 'node:fs/promises';
import { isIPv6 } from 'node:net';
import * as path from 'node:path';
import type { KubeConfigEntries } from './kubeconfig-entries.ts';

/** Where Kubernetes mounts a Pod's service account. */
const MOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';
const NAME = 'in-cluster';

/**
 * The cluster that this process runs in, as entries with the one context `in-cluster`; undefined outside a Pod or
 * when the Pod has no service-account token.
 */
export async function inClusterEntries(
  env: Readonly<Record<string, string | undefined>>,
  mount = MOUNT,
): Promise<KubeConfigEntries | undefined> {
  const host = env['KUBERNETES_SERVICE_HOST'];
  const port = env['KUBERNETES_SERVICE_PORT'] ?? '443';
  const tokenFile = path.join(mount, 'token');
  if (host === undefined || !(await exists(tokenFile))) {
    return undefined;
  }
  const namespace = await readFile(path.join(mount, 'namespace'), 'utf8').catch(() => '');
  const server = `https://${isIPv6(host) ? `[${host}]` : host}:${port}`;
  const caFile = path.join(mount, 'ca.crt');
  return {
    clusters: new Map([[NAME, { name: NAME, server, caFile, skipTLSVerify: false }]]),
    users: new Map([[NAME, { name: NAME, authProvider: { name: 'tokenFile', config: { tokenFile } } }]]),
    contexts: new Map([
      [
        NAME,
        {
          name: NAME,
          cluster: NAME,
          user: NAME,
          ...(namespace === '' ? {} : { namespace: namespace.trim() }),
        },
      ],
    ]),
    current: NAME,
  };
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
