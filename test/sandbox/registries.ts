import { randomBytes } from 'node:crypto';
import type { RequestOptions } from 'node:https';
import { mkdir, readFile, readdir, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { bridge, ports } from './addresses.ts';
import { certificate, key } from './certificates.ts';
import { ensureDaemon, waitForDaemon } from './daemon.ts';
import type { Daemon } from './daemon.ts';
import { isRecord, readJsonIfThere, writeAtomically } from './files.ts';
import { send } from './https.ts';
import type { Answer } from './https.ts';
import type { SandboxRegistry } from './info.ts';
import { paths } from './paths.ts';
import { attempt, run } from './tool.ts';

/** One of the three registries: what differs between them. */
export interface Registry {
  readonly name: 'auth' | 'open' | 'tls';
  readonly host: string;
  readonly port: number;
  readonly authenticated: boolean;
  readonly encrypted: boolean;
}

/** Who may use the registries that ask. */
export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** The registries, each under one name for host, node and Pods: the bridge's address. */
export const registries: readonly Registry[] = [
  { name: 'auth', ...at(ports.registries.auth), authenticated: true, encrypted: false },
  { name: 'open', ...at(ports.registries.open), authenticated: false, encrypted: false },
  { name: 'tls', ...at(ports.registries.tls), authenticated: true, encrypted: true },
];

/** The registry that everybody may read and write: it serves the base images. */
export const openRegistryHost = `${bridge.address}:${ports.registries.open}`;

const passwordFile = join(paths.registries, 'htpasswd');
const credentialsFile = join(paths.registries, 'credentials.json');

/** Starts the three registries. */
export async function ensureRegistries(): Promise<void> {
  await ensureCredentials();
  await Promise.all(
    registries.map(async (registry) => {
      const name = daemonName(registry);
      await mkdir(storage(registry), { recursive: true });
      await ensureDaemon(registryDaemon(registry));
      await waitForDaemon(name, () => answers(registry));
    }),
  );
}

/** The registry's daemon. */
export function daemonName(registry: Registry): string {
  return `registry-${registry.name}`;
}

/** What a client needs to know of a registry. */
export async function registryInfo(name: Registry['name']): Promise<SandboxRegistry> {
  const registry = registries.find((candidate) => candidate.name === name);
  if (registry === undefined) {
    throw new Error(`There is no registry ${name}`);
  }
  return {
    host: registry.host,
    ...(registry.authenticated ? await credentials() : {}),
    ...(registry.encrypted ? { caFile: certificate('registry-ca') } : {}),
    insecure: !registry.encrypted,
  };
}

/** The user name and password of this sandbox. */
export async function credentials(): Promise<Credentials> {
  const known = await readJsonIfThere(credentialsFile);
  if (isRecord(known) && typeof known['username'] === 'string' && typeof known['password'] === 'string') {
    return { username: known['username'], password: known['password'] };
  }
  const made = { username: 'kaniko-build', password: randomBytes(12).toString('hex') };
  await writeAtomically(credentialsFile, JSON.stringify(made), 0o600);
  return made;
}

/** The digest of an image that a registry has. */
export async function digestIn(
  registry: Registry,
  repository: string,
  tag: string,
): Promise<string | undefined> {
  const { username, password } = await credentials();
  const { status, headers } = await askRegistry(registry, `/v2/${repository}/manifests/${tag}`, {
    method: 'HEAD',
    headers: { accept: 'application/vnd.oci.image.manifest.v1+json' },
    ...(registry.authenticated ? { auth: `${username}:${password}` } : {}),
  });
  const digest = headers['docker-content-digest'];
  return status === 200 && typeof digest === 'string' ? digest : undefined;
}

async function askRegistry(registry: Registry, path: string, options: RequestOptions): Promise<Answer> {
  const url = `${registry.encrypted ? 'https' : 'http'}://${registry.host}${path}`;
  const trust = registry.encrypted ? { ca: await readFile(certificate('registry-ca')) } : {};
  return await send(url, { ...options, ...trust });
}

/** How containerd reaches a registry. */
export function registryHostsFile({ host, encrypted }: Registry): string {
  const url = `${encrypted ? 'https' : 'http'}://${host}`;
  const authority = encrypted ? `  ca = "${certificate('registry-ca')}"\n` : '';
  return `server = "${url}"\n\n[host."${url}"]\n  capabilities = ["pull", "resolve", "push"]\n${authority}`;
}

/** Throws away what was pushed to the stopped registries, except the repositories that the sandbox itself filled. */
export async function clearRegistries(kept: readonly string[]): Promise<void> {
  for (const registry of registries) {
    const repositories = join(storage(registry), 'docker', 'registry', 'v2', 'repositories');
    if (existsSync(repositories)) {
      await removeOthers(repositories, kept);
      await attempt('docker-registry', ['garbage-collect', '--delete-untagged', configFile(registry)]);
    }
  }
}

/** Removes all folders of which no kept path is a part. */
async function removeOthers(folder: string, kept: readonly string[]): Promise<void> {
  for (const name of await readdir(folder)) {
    const below = kept.filter((path) => path.startsWith(`${name}/`));
    if (below.length > 0) {
      const rest = below.map((path) => path.slice(name.length + 1));
      await removeOthers(join(folder, name), rest);
    } else if (!kept.includes(name)) {
      await rm(join(folder, name), { recursive: true, force: true });
    }
  }
}

async function ensureCredentials(): Promise<void> {
  const { username, password } = await credentials();
  if (!existsSync(passwordFile)) {
    const entry = await run('htpasswd', ['-niB', username], { input: password });
    await writeAtomically(passwordFile, `${entry.trim()}\n`, 0o600);
  }
}

async function answers(registry: Registry): Promise<boolean> {
  const { status } = await askRegistry(registry, '/v2/', {});
  return status === (registry.authenticated ? 401 : 200);
}

function registryDaemon(registry: Registry): Daemon {
  return {
    name: daemonName(registry),
    command: 'docker-registry',
    args: ['serve', configFile(registry)],
    files: { [configFile(registry)]: registryConfig(registry) },
    ports: [registry.port],
  };
}

function registryConfig(registry: Registry): string {
  const config = {
    version: '0.1',
    log: { level: 'warn', accesslog: { disabled: true } },
    storage: { filesystem: { rootdirectory: storage(registry) }, delete: { enabled: true } },
    http: {
      addr: registry.host,
      secret: registry.name,
      ...(registry.encrypted ? { tls: { certificate: certificate('registry'), key: key('registry') } } : {}),
    },
    ...(registry.authenticated ? { auth: { htpasswd: { realm: 'sandbox', path: passwordFile } } } : {}),
  };
  // JSON is YAML, which the registry reads.
  return JSON.stringify(config, undefined, 2);
}

function configFile({ name }: Registry): string {
  return join(paths.registries, `${name}.yml`);
}

function storage({ name }: Registry): string {
  return join(paths.registries, name);
}

function at(port: number): { host: string; port: number } {
  return { host: `${bridge.address}:${port}`, port };
}
