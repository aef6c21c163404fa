import { readdirSync, type Dirent } from 'node:fs';
import { join, sep } from 'node:path';
import * as l10n from '@vscode/l10n';
import { unreadable } from './refusals.ts';
import { isUtf8, textOf } from './utf8.ts';

export type Kind = 'file' | 'folder' | 'link' | 'socket' | 'pipe' | 'device';

/** One thing in a folder. */
export interface Child {
  /** As `textOf` reads it. */
  readonly name: string;
  readonly kind: Kind;
  /** The name is UTF-8: else the system cannot be asked about it by this name. */
  readonly utf8: boolean;
}

/** What lies in a folder of the context, by its path in there. Throws ContextError. */
export function listFolder(root: string, path: string): Child[] {
  const folder = sep === '/' ? `${root}/${path}` : join(root, path.replaceAll('/', sep));
  try {
    const children = readdirSync(folder, { withFileTypes: true });
    // Node puts U+FFFD where a name's bytes are not UTF-8; only the bytes tell whether it stood there before.
    if (!children.some(({ name }) => name.includes('\uFFFD'))) {
      return children.map((child) => ({ name: child.name, kind: kindOf(child), utf8: true }));
    }
    return readdirSync(folder, { withFileTypes: true, encoding: 'buffer' }).map((child) => {
      const name = textOf(child.name);
      return { name, kind: kindOf(child), utf8: isUtf8(name) };
    });
  } catch (error) {
    // Gone since its parent was listed: as if it had been empty.
    if (path !== '' && (error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw unreadable(path === '' ? root : path, error);
  }
}

/** What it is called, localised. */
export function kindName(kind: Kind): string {
  switch (kind) {
    case 'socket':
      return l10n.t('socket');
    case 'pipe':
      return l10n.t('named pipe');
    case 'device':
    case 'file':
    case 'folder':
    case 'link':
      return l10n.t('device');
  }
}

function kindOf(
  child: Pick<Dirent, 'isFile' | 'isDirectory' | 'isSymbolicLink' | 'isSocket' | 'isFIFO'>,
): Kind {
  if (child.isFile()) return 'file';
  if (child.isDirectory()) return 'folder';
  if (child.isSymbolicLink()) return 'link';
  if (child.isSocket()) return 'socket';
  return child.isFIFO() ? 'pipe' : 'device';
}
