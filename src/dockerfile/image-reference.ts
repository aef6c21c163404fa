const domain = /^(?:\[[a-fA-F0-9:]+\]|[a-zA-Z0-9](?:[\w.-]*[a-zA-Z0-9])?)(?::\d+)?$/;
const component = /^[a-z0-9]+(?:(?:\.|__?|-+)[a-z0-9]+)*$/;
const tagForm = /^\w[\w.-]{0,127}$/;
const digestForm = /^[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}$/;

/** Most names: short, without a port, a digest and what else is seldom. */
const ordinary = /^[a-z0-9]+(?:[._/-][a-z0-9]+)*(?::\w[\w.-]*)?$/;

/**
 * Whether builders take the text for the name of an image, by the rules of distribution/reference: a registry, a path
 * in lower case, a tag and a digest, where only the path must be there.
 */
export function isImageReference(text: string): boolean {
  if (text.length < 64 && ordinary.test(text)) {
    return true;
  }
  const at = text.indexOf('@');
  const digest = at < 0 ? undefined : text.slice(at + 1);
  const beforeDigest = at < 0 ? text : text.slice(0, at);
  const colon = beforeDigest.lastIndexOf(':');
  const hasTag = colon > beforeDigest.lastIndexOf('/') && !/^\[[^\]]*$/.test(beforeDigest);
  const name = hasTag ? beforeDigest.slice(0, colon) : beforeDigest;
  const tag = hasTag ? beforeDigest.slice(colon + 1) : undefined;
  return (
    isName(name) &&
    (tag === undefined || tagForm.test(tag)) &&
    (digest === undefined || digestForm.test(digest))
  );
}

function isName(name: string): boolean {
  const [first = '', ...rest] = name.split('/');
  const hasDomain =
    rest.length > 0 && (/[.:[]/.test(first) || first === 'localhost' || first !== first.toLowerCase());
  const path = hasDomain ? rest : [first, ...rest];
  return (
    name.length <= 255 &&
    (!hasDomain || domain.test(first)) &&
    path.every((part) => component.test(part)) &&
    !/^[a-f0-9]{64}$/.test(name)
  );
}
