import type { SandboxRegistry } from '../sandbox/info.ts';

const manifestTypes = [
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ');

/** The digest that a registry of the sandbox has for `repository:tag`. Throws when it has none. */
export async function digestOf(registry: SandboxRegistry, repository: string, tag: string): Promise<string> {
  const login = Buffer.from(`${registry.username ?? ''}:${registry.password ?? ''}`).toString('base64');
  const url = `http://${registry.host}/v2/${repository}/manifests/${tag}`;
  const response = await fetch(url, {
    method: 'HEAD',
    headers: {
      accept: manifestTypes,
      ...(registry.username === undefined ? {} : { authorization: `Basic ${login}` }),
    },
  });
  const digest = response.headers.get('docker-content-digest');
  if (!response.ok || digest === null) {
    throw new Error(`${url} answered ${response.status} without a digest.`);
  }
  return digest;
}
