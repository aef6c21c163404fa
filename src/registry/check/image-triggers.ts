import { withDefaultTag, type ImageReference } from '../reference.ts';
import { MANIFEST_TYPES } from './pull-check.ts';
import type { RegistryAccess } from './reach.ts';
import { RegistryStop } from './registry-stop.ts';
import { withSession, type RegistrySession } from './session.ts';

/** By manifest digest, which names the same image for ever. Docker Hub counts a GET of a manifest as a pull. */
const known = new Map<string, readonly string[]>();
const MOST_KNOWN = 1000;

/**
 * The ONBUILD instructions of an image, without that word, as its configuration has them (`config.OnBuild` of the OCI
 * image specification's Docker extension); undefined where the registry does not tell. Of an image for several platforms
 * those of one: they are made from the same Dockerfile. Throws the signal's reason only.
 */
export async function imageTriggers(
  image: ImageReference,
  access: RegistryAccess,
): Promise<readonly string[] | undefined> {
  const { tag = '', digest = tag } = withDefaultTag(image);
  try {
    return await withSession(image, 'pull', access, (session) => read(session, digest));
  } catch (error) {
    if (error instanceof RegistryStop) return undefined;
    throw error;
  }
}

async function read(session: RegistrySession, reference: string): Promise<readonly string[] | undefined> {
  const path = `manifests/${reference}`;
  const { headers } = await session.send('HEAD', path, { Accept: MANIFEST_TYPES });
  const digest = headers['docker-content-digest'];
  const before = typeof digest === 'string' ? known.get(digest) : undefined;
  if (before !== undefined) return before;
  const manifest = await manifestAt(session, path);
  const config = digestIn(manifest?.['config']);
  if (config === undefined) return undefined;
  const triggers = triggersIn(await json(session, `blobs/${config}`));
  if (triggers !== undefined && typeof digest === 'string' && known.size < MOST_KNOWN) {
    known.set(digest, triggers);
  }
  return triggers;
}

/** The manifest; of an index the one for Linux on amd64, else the first that is of a platform. */
async function manifestAt(session: RegistrySession, path: string): Promise<Fields | undefined> {
  const found = await json(session, path);
  const manifests: unknown = found?.['manifests'];
  if (!Array.isArray(manifests)) return found;
  const platforms = manifests.filter(isFields).map((one) => {
    const platform = isFields(one['platform']) ? one['platform'] : {};
    return { one, name: [platform['os'], platform['architecture']].join('/') };
  });
  const usual = platforms.find(({ name }) => name === 'linux/amd64');
  const chosen = usual ?? platforms.find(({ name }) => name !== 'unknown/unknown');
  const digest = digestIn(chosen?.one);
  return digest === undefined ? undefined : await json(session, `manifests/${digest}`);
}

type Fields = Readonly<Record<string, unknown>>;

/** What a registry answers, where it is a JSON object; one of more than its answer's limit is not. */
async function json(session: RegistrySession, path: string): Promise<Fields | undefined> {
  const { status, body } = await session.send('GET', path, { Accept: MANIFEST_TYPES });
  if (status !== 200) return undefined;
  try {
    const value: unknown = JSON.parse(body);
    return isFields(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function digestIn(descriptor: unknown): string | undefined {
  const digest = isFields(descriptor) ? descriptor['digest'] : undefined;
  return typeof digest === 'string' && /^[a-z0-9+._-]+:[0-9a-f]{32,}$/.test(digest) ? digest : undefined;
}

function triggersIn(image: Fields | undefined): readonly string[] | undefined {
  if (image === undefined) return undefined;
  const triggers: unknown = isFields(image['config']) ? image['config']['OnBuild'] : undefined;
  return Array.isArray(triggers) ? triggers.filter((one) => typeof one === 'string') : [];
}
