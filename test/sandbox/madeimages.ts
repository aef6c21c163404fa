import { openRegistryHost } from './registries.ts';
import type { Registry } from './registries.ts';

/** An image the sandbox makes: where it is pushed, and whether the node gets it before any Pod asks. */
export interface MadeImage {
  readonly name: 'pause' | 'busybox' | 'debian' | 'buildah';
  readonly repository: string;
  readonly tag: string;
  readonly registries: readonly Registry['name'][];
  readonly onNode: boolean;
}

/** All images the sandbox makes. */
export const madeImages: readonly MadeImage[] = [
  { name: 'pause', repository: 'kaniko-build/pause', tag: '1', registries: ['open'], onNode: true },
  {
    name: 'busybox',
    repository: 'library/busybox',
    tag: 'latest',
    registries: ['open', 'auth', 'tls'],
    onNode: false,
  },
  { name: 'debian', repository: 'library/debian', tag: 'bookworm', registries: ['open'], onNode: false },
  { name: 'buildah', repository: 'kaniko-build/buildah', tag: '1', registries: ['open'], onNode: true },
];

/** The reference of a made image in the open registry. */
export function reference(name: MadeImage['name']): string {
  const image = madeImages.find((candidate) => candidate.name === name);
  return `${openRegistryHost}/${image?.repository ?? ''}:${image?.tag ?? ''}`;
}

/** The image of the process that holds a Pod's namespaces. */
export const pauseReference = reference('pause');
