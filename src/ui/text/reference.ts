/**
 * An image reference without its registry's host, for places where space is short: "team/app:1.2". A first part is a
 * host when it holds a dot or a colon or is `localhost`, as Docker decides it.
 */
export function shortReference(reference: string): string {
  const slash = reference.indexOf('/');
  if (slash === -1) return reference;
  const first = reference.slice(0, slash);
  return /[.:]/.test(first) || first === 'localhost' ? reference.slice(slash + 1) : reference;
}

/** A digest as people compare it: "sha256:0123456789ab". */
export function shortDigest(digest: string): string {
  const [algorithm = '', hex = ''] = digest.split(':');
  return hex === '' ? digest : `${algorithm}:${hex.slice(0, 12)}`;
}
