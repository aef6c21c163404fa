/** A small client of the registry HTTP API v2, to see with other eyes what a build has pushed. */
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { extract } from 'tar-stream';

export interface RegistryAccess {
  /** `host[:port]`. */
  readonly host: string;
  readonly insecure: boolean;
  readonly username?: string;
  readonly password?: string;
  readonly caFile?: string;
}

interface Descriptor {
  readonly digest: string;
  readonly size: number;
  readonly mediaType: string;
}

export interface StoredImage {
  /** `sha256:…`, computed from what the registry sent. */
  readonly digest: string;
  readonly layers: readonly Descriptor[];
  readonly config: {
    readonly config?: { readonly Cmd?: readonly string[]; readonly Env?: readonly string[] };
  };
}

const MANIFEST_TYPES = [
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ');

/** Reads the image that `repository:reference` (a tag or digest) names. Throws if the registry does not have it. */
export async function readImage(
  registry: RegistryAccess,
  repository: string,
  reference: string,
): Promise<StoredImage> {
  const body = await get(registry, `/v2/${repository}/manifests/${reference}`, MANIFEST_TYPES);
  const manifest = JSON.parse(body.toString()) as { config: Descriptor; layers: Descriptor[] };
  const config = await get(registry, `/v2/${repository}/blobs/${manifest.config.digest}`);
  return {
    digest: `sha256:${createHash('sha256').update(body).digest('hex')}`,
    layers: manifest.layers,
    config: JSON.parse(config.toString()) as StoredImage['config'],
  };
}

/** The files of an image by path, the later layers' over the earlier ones'. */
export async function readFiles(
  registry: RegistryAccess,
  repository: string,
  image: StoredImage,
): Promise<ReadonlyMap<string, Buffer>> {
  const files = new Map<string, Buffer>();
  for (const { digest } of image.layers) {
    const blob = await get(registry, `/v2/${repository}/blobs/${digest}`);
    const unpack = extract();
    unpack.end(gunzipSync(blob));
    for await (const entry of unpack) {
      const chunks: Buffer[] = [];
      for await (const chunk of entry) chunks.push(chunk as Buffer);
      if (entry.header.type === 'file')
        files.set(entry.header.name.replace(/^\.?\//, ''), Buffer.concat(chunks));
    }
  }
  return files;
}

function get(registry: RegistryAccess, path: string, accept = '*/*'): Promise<Buffer> {
  const { host, insecure, username, password, caFile } = registry;
  const url = new URL(`${insecure ? 'http' : 'https'}://${host}${path}`);
  const options = {
    headers: { accept },
    ...(username === undefined ? {} : { auth: `${username}:${password ?? ''}` }),
    ...(caFile === undefined ? {} : { ca: readFileSync(caFile) }),
  };
  return new Promise((resolve, reject) => {
    const request = (insecure ? httpRequest : httpsRequest)(url, options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () => {
        const body = Buffer.concat(chunks);
        if (response.statusCode === 200) resolve(body);
        else
          reject(new Error(`GET ${url.href}: ${response.statusCode ?? 0} ${body.toString().slice(0, 300)}`));
      });
    });
    request.once('error', reject);
    request.end();
  });
}
