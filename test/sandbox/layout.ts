import { createHash } from 'node:crypto';
import type { Hash } from 'node:crypto';
import { spawn } from 'node:child_process';
import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { SandboxError } from './errors.ts';
import { isRecord } from './files.ts';
import { marked } from './marker.ts';

/** What a container of the image runs by default. */
export interface ImageConfig {
  readonly Entrypoint?: readonly string[];
  readonly Cmd?: readonly string[];
  readonly Env?: readonly string[];
}

interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
}

const oci = 'application/vnd.oci.image';

/** Writes an image of one layer, made of a root file system, as an OCI layout: the whole of it or nothing. */
export async function writeLayout(
  folder: string,
  rootFileSystem: string,
  config: ImageConfig,
): Promise<void> {
  const unfinished = `${folder}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(join(unfinished, 'blobs', 'sha256'), { recursive: true });
  const { layer, contentDigest } = await writeLayer(unfinished, rootFileSystem);
  const created = new Date().toISOString();
  const image = {
    created,
    architecture: process.arch === 'x64' ? 'amd64' : process.arch,
    os: 'linux',
    config,
    rootfs: { type: 'layers', diff_ids: [contentDigest] },
    history: [{ created, created_by: 'kaniko-build sandbox' }],
  };
  const manifest = {
    schemaVersion: 2,
    mediaType: `${oci}.manifest.v1+json`,
    config: await writeBlob(unfinished, `${oci}.config.v1+json`, image),
    layers: [layer],
  };
  const index = { schemaVersion: 2, manifests: [await writeBlob(unfinished, manifest.mediaType, manifest)] };
  await writeFile(join(unfinished, 'index.json'), JSON.stringify(index));
  await writeFile(join(unfinished, 'oci-layout'), JSON.stringify({ imageLayoutVersion: '1.0.0' }));
  await rm(folder, { recursive: true, force: true });
  await rename(unfinished, folder);
}

/** The digest of the image in a layout. */
export async function layoutDigest(folder: string): Promise<string> {
  const index: unknown = JSON.parse(await readFile(join(folder, 'index.json'), 'utf8'));
  const manifests: unknown = isRecord(index) ? index['manifests'] : undefined;
  const first: unknown = Array.isArray(manifests) ? manifests[0] : undefined;
  if (!isRecord(first) || typeof first['digest'] !== 'string') {
    throw new SandboxError(`${folder} is no OCI layout: remove it, and the next up makes it anew`);
  }
  return first['digest'];
}

/** Whether an image was made already. */
export function hasLayout(folder: string): boolean {
  return existsSync(join(folder, 'index.json'));
}

async function writeLayer(
  folder: string,
  rootFileSystem: string,
): Promise<{ layer: Descriptor; contentDigest: string }> {
  const unnamed = join(folder, 'layer');
  const content = createHash('sha256');
  const compressed = createHash('sha256');
  const tar = spawn(
    'tar',
    ['--create', '--numeric-owner', '--sort=name', '--directory', rootFileSystem, '.'],
    {
      env: marked('tool', process.env),
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const ended = new Promise<number>((resolve, reject) => {
    tar.on('error', reject).on('exit', (code) => {
      resolve(code ?? 128);
    });
  });
  const gzip = createGzip({ level: 5 });
  await pipeline(tar.stdout, tap(content), gzip, tap(compressed), createWriteStream(unnamed));
  if ((await ended) !== 0) {
    throw new SandboxError(`${rootFileSystem} could not be packed`);
  }
  const hash = compressed.digest('hex');
  const { size } = await stat(unnamed);
  await rename(unnamed, join(folder, 'blobs', 'sha256', hash));
  const layer = { mediaType: `${oci}.layer.v1.tar+gzip`, digest: `sha256:${hash}`, size };
  return { layer, contentDigest: `sha256:${content.digest('hex')}` };
}

function tap(hash: Hash): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
}

async function writeBlob(folder: string, mediaType: string, value: unknown): Promise<Descriptor> {
  const text = JSON.stringify(value);
  const hash = createHash('sha256').update(text).digest('hex');
  await writeFile(join(folder, 'blobs', 'sha256', hash), text);
  return { mediaType, digest: `sha256:${hash}`, size: Buffer.byteLength(text) };
}
