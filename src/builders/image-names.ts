/** `REPOSITORY[:TAG][@DIGEST]` without tag and digest. */
export function repositoryOf(reference: string): string {
  const name = reference.split('@', 1)[0] ?? '';
  const colon = name.lastIndexOf(':');
  return colon > name.lastIndexOf('/') ? name.slice(0, colon) : name;
}

/**
 * The same repository spelled in one way, as builders' logs and people spell Docker Hub differently: kaniko says
 * `index.docker.io/library/app` for what was asked for as `app`.
 */
export function canonicalRepository(repository: string): string {
  const slash = repository.indexOf('/');
  const first = repository.slice(0, Math.max(slash, 0));
  const hasHost = /[.:]/.test(first) || first === 'localhost';
  const path = hasHost ? repository.slice(slash + 1) : repository;
  const host = !hasHost || first === 'index.docker.io' ? 'docker.io' : first;
  return host === 'docker.io' && !path.includes('/') ? `docker.io/library/${path}` : `${host}/${path}`;
}

/** `host[:port]` of an image reference. */
export function registryOf(reference: string): string {
  const canonical = canonicalRepository(repositoryOf(reference));
  return canonical.slice(0, canonical.indexOf('/'));
}
