import type { PodInput } from '../builder.ts';

/** What the file is made of: hosts are `host[:port]`, mirrors `host[:port][/path]`. */
type Registries = Pick<PodInput, 'insecureRegistries' | 'registryMirrors' | 'registryMaps'>;

/**
 * The text of a containers-registries.conf(5): short names mean Docker Hub, as they do for Docker and kaniko; the
 * insecure registries may be spoken to over plain HTTP, all others keep TLS with verification; a mirror is asked before
 * the registry that it stands for.
 */
export function registriesConf({ insecureRegistries, registryMirrors = [], registryMaps = {} }: Registries): string {
  const insecure = new Set(insecureRegistries);
  const mirrors = new Map<string, readonly string[]>(Object.entries(registryMaps).map(([host, to]) => [host, [to]]));
  if (registryMirrors.length > 0) {
    mirrors.set('docker.io', [...registryMirrors, ...(mirrors.get('docker.io') ?? [])]);
  }
  const hostOf = (location: string): string => location.split('/', 1)[0] ?? location;
  // A path below an insecure host needs no entry of its own, a mirror says for itself.
  const tables = [...new Set([...insecure, ...mirrors.keys()])].map((host) => [
    '[[registry]]',
    `location = ${tomlString(host)}`,
    ...(insecure.has(host) ? ['insecure = true'] : []),
    ...(mirrors.get(host) ?? []).flatMap((mirror) => [
      '[[registry.mirror]]',
      `location = ${tomlString(mirror)}`,
      ...(insecure.has(hostOf(mirror)) ? ['insecure = true'] : []),
    ]),
  ]);
  const head = ['unqualified-search-registries = ["docker.io"]', 'short-name-mode = "permissive"'];
  return `${[head, ...tables].map((lines) => `${lines.join('\n')}\n`).join('\n')}`;
}

/** JSON's escapes are all TOML's too. */
function tomlString(text: string): string {
  return JSON.stringify(text);
}
