import type { RegistryMirrors } from '../builder.ts';

/**
 * The text of a containers-registries.conf(5): short names mean Docker Hub, as they do for Docker and kaniko; each of
 * `insecure` (`host[:port]`) may be spoken to over plain HTTP, and all others keep TLS with verification; images of a
 * registry that has mirrors are pulled from them in their order.
 */
export function registriesConf(
  insecure: readonly string[],
  mirrors: readonly RegistryMirrors[] = [],
): string {
  const mirrored = mirrors.map((one) => mirroredRegistry(one, insecure));
  const others = insecure.filter((host) => !mirrors.some(({ registry }) => registry === host));
  return [
    'unqualified-search-registries = ["docker.io"]\nshort-name-mode = "permissive"\n',
    ...mirrored,
    ...others.map((host) => table('[[registry]]', host, insecure)),
  ].join('\n');
}

/** Where the registry itself is not to be asked, the last mirror stands in its place. */
function mirroredRegistry(
  { registry, mirrors, fallback }: RegistryMirrors,
  insecure: readonly string[],
): string {
  const asked = fallback ? [...mirrors, registry] : mirrors;
  const last = asked.at(-1) ?? registry;
  return [
    `[[registry]]\nprefix = ${tomlString(registry)}`,
    tableBody(last, insecure),
    ...asked.slice(0, -1).map((mirror) => table('[[registry.mirror]]', mirror, insecure)),
  ].join('\n');
}

function table(head: string, location: string, insecure: readonly string[]): string {
  return `${head}\n${tableBody(location, insecure)}`;
}

function tableBody(location: string, insecure: readonly string[]): string {
  const [host = ''] = location.split('/', 1);
  return `location = ${tomlString(location)}\n${insecure.includes(host) ? 'insecure = true\n' : ''}`;
}

/** JSON's escapes are all TOML's too. */
function tomlString(text: string): string {
  return JSON.stringify(text);
}
