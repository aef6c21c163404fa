/** The parts of an image reference as it is written, variables included. */
export interface ImageName {
  /** `registry/path`, without tag and digest. */
  readonly name: string;
  /** The host in front of the path; undefined for Docker's own registry. */
  readonly registry: string | undefined;
  readonly tag: string | undefined;
  /** Behind the `@`. */
  readonly digest: string | undefined;
}

/** Takes an image reference apart. A `:` inside of `${…}` separates nothing. */
export function readImageName(reference: string): ImageName {
  const masked = reference.includes('${')
    ? reference.replace(/\$\{[^}]*\}/g, (variable) => '_'.repeat(variable.length))
    : reference;
  const at = masked.indexOf('@');
  const end = at < 0 ? reference.length : at;
  const colon = masked.indexOf(':', masked.lastIndexOf('/', end) + 1);
  const hasTag = colon >= 0 && colon < end;
  const name = reference.slice(0, hasTag ? colon : end);
  return {
    name,
    registry: registryOf(name),
    tag: hasTag ? reference.slice(colon + 1, end) : undefined,
    digest: at < 0 ? undefined : reference.slice(at + 1),
  };
}

/** The first part is a host if it has a dot or a port or is `localhost`, as for Docker. */
function registryOf(name: string): string | undefined {
  const slash = name.indexOf('/');
  const host = slash < 0 ? '' : name.slice(0, slash);
  return /[.:]/.test(host) || host === 'localhost' ? host : undefined;
}
