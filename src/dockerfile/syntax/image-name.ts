/** The parts of an image reference as it is written, variables included. */
export interface ImageName {
  /** `registry/path`, without tag and digest. */
  readonly name: string;
  /** The host in front of the path; absent for Docker's own registry. */
  readonly registry?: string;
  readonly tag?: string;
  /** Behind the `@`. */
  readonly digest?: string;
}

/** Takes an image reference apart. A `:` inside of `${…}` separates nothing. */
export function readImageName(reference: string): ImageName {
  const masked = reference.replace(/\$\{[^}]*\}/g, (variable) => '_'.repeat(variable.length));
  const at = masked.indexOf('@');
  const end = at < 0 ? reference.length : at;
  const colon = masked.indexOf(':', masked.lastIndexOf('/', end) + 1);
  const hasTag = colon >= 0 && colon < end;
  const name = reference.slice(0, hasTag ? colon : end);
  const registry = registryOf(name);
  return {
    name,
    ...(registry === undefined ? {} : { registry }),
    ...(hasTag ? { tag: reference.slice(colon + 1, end) } : {}),
    ...(at < 0 ? {} : { digest: reference.slice(at + 1) }),
  };
}

/** The first part is a host if it has a dot or a port or is `localhost`, as for Docker. */
function registryOf(name: string): string | undefined {
  const slash = name.indexOf('/');
  const host = slash < 0 ? '' : name.slice(0, slash);
  return /[.:]/.test(host) || host === 'localhost' ? host : undefined;
}
