/** A TCP proxy in front of the real API server whose connections can be cut: what a bad network does. */
import { createServer, connect, type Socket } from 'node:net';
import { readFile, writeFile } from 'node:fs/promises';
import { load, dump } from 'js-yaml';

export interface CuttingProxy {
  readonly port: number;
  /** Resets every connection that is open now; returns how many. New ones are let through. */
  cut(): number;
  /** While true, new connections are reset at once. */
  refuse(refuse: boolean): void;
  close(): Promise<void>;
}

/** Starts a proxy on loopback that passes everything to `host:port`. */
export async function startCuttingProxy(target: {
  readonly host: string;
  readonly port: number;
}): Promise<CuttingProxy> {
  const pairs = new Set<readonly [Socket, Socket]>();
  let refusing = false;
  const server = createServer((client) => {
    if (refusing) {
      client.resetAndDestroy();
      return;
    }
    const upstream = connect(target);
    const pair = [client, upstream] as const;
    pairs.add(pair);
    for (const [one, other] of [pair, [upstream, client] as const]) {
      one.on('error', () => other.destroy());
      one.once('close', () => {
        other.destroy();
        pairs.delete(pair);
      });
      one.pipe(other);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port');
  const cut = (): number => {
    const count = pairs.size;
    for (const [client, upstream] of pairs) {
      client.resetAndDestroy();
      upstream.destroy();
    }
    return count;
  };
  return {
    port: address.port,
    cut,
    refuse: (refuse) => (refusing = refuse),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        cut();
      }),
  };
}

interface KubeconfigFile {
  clusters: { cluster: { server: string; 'tls-server-name'?: string } }[];
}

/** The server of a kubeconfig's first cluster. */
export async function serverOf(kubeconfig: string): Promise<{ host: string; port: number }> {
  const url = new URL(
    (load(await readFile(kubeconfig, 'utf8')) as KubeconfigFile).clusters[0]?.cluster.server ?? '',
  );
  return { host: url.hostname, port: Number(url.port) };
}

/** Writes a copy of a kubeconfig whose clusters are reached through the proxy, certificates still checked. */
export async function kubeconfigThrough(kubeconfig: string, port: number, copy: string): Promise<void> {
  const file = load(await readFile(kubeconfig, 'utf8')) as KubeconfigFile;
  for (const { cluster } of file.clusters) {
    cluster['tls-server-name'] ??= new URL(cluster.server).hostname;
    cluster.server = `https://127.0.0.1:${port}`;
  }
  await writeFile(copy, dump(file), { mode: 0o600 });
}
