import * as l10n from '@vscode/l10n';
import type { RemoteContext } from '../builder.ts';

/**
 * Why buildah cannot fetch the context, localised; undefined where it can. It clones by the program git, which
 * quay.io/buildah/stable does not have (containers/buildah issue 6245).
 */
export function buildahRefuses({ kind, subPath }: RemoteContext): string | undefined {
  switch (kind) {
    case 'git':
      return l10n.t('buildah clones with the program git, which its image does not have.');
    case 's3':
    case 'gs':
    case 'azure':
      return l10n.t('buildah does not read object storage.');
    case 'archive':
      return subPath === undefined
        ? undefined
        : l10n.t('buildah takes a downloaded archive as a whole: it has no folder inside it for a context.');
    case 'folder':
      return undefined;
  }
}

/** How buildah is told of a context that it fetches. */
export function contextLocation({ kind, url, subPath }: RemoteContext): string {
  if (kind !== 'folder') return url;
  const folder = url.replace(/^dir:\/\//, '');
  return subPath === undefined ? folder : `${folder.replace(/\/+$/, '')}/${subPath}`;
}
