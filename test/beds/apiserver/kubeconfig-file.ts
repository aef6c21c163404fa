import { writeFile } from 'node:fs/promises';
import * as path from 'node:path';

/** Writes a kubeconfig with the one context `bed` into `folder` and returns its path. `ca` is PEM text. */
export async function writeKubeConfig(
  folder: string,
  server: string,
  token: string,
  ca?: string,
): Promise<string> {
  const authority =
    ca === undefined ? {} : { 'certificate-authority-data': Buffer.from(ca).toString('base64') };
  const file = path.join(folder, 'kubeconfig');
  // JSON is YAML.
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'bed', cluster: { server, ...authority } }],
    users: [{ name: 'bed', user: { token } }],
    contexts: [{ name: 'bed', context: { cluster: 'bed', user: 'bed', namespace: 'builds' } }],
    'current-context': 'bed',
  };
  await writeFile(file, JSON.stringify(config, undefined, 2), { mode: 0o600 });
  return file;
}
