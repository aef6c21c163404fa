/**
 * The text of a containers-registries.conf(5): short names mean Docker Hub, as they do for Docker and kaniko, and each
 * of `insecure` (`host[:port]`) may be spoken to over plain HTTP. All others keep TLS with verification.
 */
export function registriesConf(insecure: readonly string[]): string {
  const registries = insecure.map(
    (host) => `\n[[registry]]\nlocation = ${tomlString(host)}\ninsecure = true\n`,
  );
  return `unqualified-search-registries = ["docker.io"]\nshort-name-mode = "permissive"\n${registries.join('')}`;
}

/** JSON's escapes are all TOML's too. */
function tomlString(text: string): string {
  return JSON.stringify(text);
}
