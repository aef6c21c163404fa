import { opendirSync, readdirSync, type Dirent } from 'node:fs';
import * as l10n from '@vscode/l10n';
import { nativePath } from './disk-entry.ts';
import { unreadable } from './refusals.ts';
import type { Slices } from './slices.ts';
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

/** Names that the system is asked for at once: of a hundred thousand in one folder, all would take 100 ms. */
const AT_ONCE = 256;

/** What lies in a folder of the context, by its path in there. Throws ContextError, or the slices' signal's reason. */
export async function listFolder(root: string, path: string, slices: Slices): Promise<Child[]> {
  const folder = nativePath(root, path);
  try {
    const children = await namesIn(folder, slices);
    // Node puts U+FFFD where a name's bytes are not UTF-8; only the bytes tell whether it stood there before.
    return children.some(({ name }) => name.includes('\uFFFD')) ? withBytes(folder) : children;
  } catch (error) {
    if (error instanceof Error && 'code' in error) {
      // Gone since its parent was listed: as if it had been empty.
      if (path !== '' && error.code === 'ENOENT') return [];
      throw unreadable(path === '' ? root : path, error);
    }
    throw error;
  }
}

async function namesIn(folder: string, slices: Slices): Promise<Child[]> {
  const children: Child[] = [];
  const open = opendirSync(folder, { bufferSize: AT_ONCE });
  try {
    for (let child = open.readSync(); child !== null; child = open.readSync()) {
      const count = children.push({ name: child.name, kind: kindOf(child), utf8: true });
      if (count % AT_ONCE === 0 && slices.due) await slices.pause();
    }
  } finally {
    open.closeSync();
  }
  return children;
}

function withBytes(folder: string): Child[] {
  return readdirSync(folder, { withFileTypes: true, encoding: 'buffer' }).map((child) => {
    const name = textOf(child.name);
    return { name, kind: kindOf(child), utf8: isUtf8(name) };
  });
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
