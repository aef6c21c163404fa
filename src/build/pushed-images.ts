/**
 * `REF@sha256:…` for each destination. `pushed` has the digests by repository, as the log told them: a registry that
 * already holds a layer in another compression makes a digest of its own. `digest` is the image's where the log tells
 * none; a destination without either is left out.
 */
export function pushedImages(
  destinations: readonly string[],
  pushed: Readonly<Record<string, string>>,
  digest: string | undefined,
): readonly string[] {
  return destinations.flatMap((destination) => {
    const repository = destination.replace(/@.*$/, '').replace(/:[^/:]*$/, '');
    const known = pushed[repository] ?? digest;
    return known === undefined ? [] : [`${destination}@${known}`];
  });
}
