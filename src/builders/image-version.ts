/** `1.37.6` of `quay.io/buildah/stable:v1.37.6-debug@sha256:…`; undefined where the tag says none. */
export function imageVersion(image: string): string | undefined {
  return /:v?(\d+(?:\.\d+)+)[^/:@]*(?:@[^@]*)?$/.exec(image)?.[1];
}

/** Whether `version` comes before `other`, both such as `1.28.3`; parts that are not there count as 0. */
export function isOlder(version: string, other: string): boolean {
  const [own, others] = [numbers(version), numbers(other)];
  const index = Array.from({ length: Math.max(own.length, others.length) }, (_none, at) => at).find(
    (at) => (own[at] ?? 0) !== (others[at] ?? 0),
  );
  return index !== undefined && (own[index] ?? 0) < (others[index] ?? 0);
}

function numbers(version: string): readonly number[] {
  return (version.match(/\d+/g) ?? []).map(Number);
}
