import type { BuilderProfile, Flavour } from '../builders/builder.ts';
import { parseReference } from '../registry/reference.ts';

/** The flavour that an executor image holds, by the name of its repository; the only one where there is no other. */
export function flavourOfImage({ flavours }: BuilderProfile, image: string): Flavour | undefined {
  const [only, ...others] = flavours;
  if (others.length === 0) return only;
  const name = imageRepository(image);
  return name === undefined
    ? undefined
    : flavours.find(({ repositories = [] }) => repositories.some((pattern) => pattern.test(name)));
}

/** `host/path` of an image without tag and digest; undefined for what is no reference. */
export function imageRepository(image: string): string | undefined {
  try {
    const { registry, repository } = parseReference(image);
    return `${registry}/${repository}`;
  } catch {
    return undefined;
  }
}
