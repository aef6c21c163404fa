import { accessSync, constants, lstatSync, readlinkSync } from 'node:fs';
import { join, sep } from 'node:path';
import { ContextError } from './context-error.ts';
import type { FileEntry, FolderEntry, LinkEntry } from './entry.ts';
import { invalidTarget, unreadable } from './refusals.ts';
import { isUtf8, textOf } from './utf8.ts';

/**
 * The entry of what lies at a path in the context; undefined where it is gone since its folder was listed, as if it had
 * never been there. Throws ContextError.
 */
export function entryAt(
  root: string,
  path: string,
  kind: 'file' | 'folder' | 'link',
): FileEntry | FolderEntry | LinkEntry | undefined {
  try {
    return makers[kind](nativePath(root, path), path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error instanceof ContextError ? error : unreadable(path, error);
  }
}

const makers = { file: fileEntry, folder: folderEntry, link: linkEntry };

/** The entry for a folder. Throws the system's error. */
export function folderEntry(source: string, path: string): FolderEntry {
  return { type: 'folder', path, mode: sentMode(lstatSync(source).mode) };
}

/** The entry for a file that must be readable. Throws the system's error. */
export function fileEntry(source: string, path: string): FileEntry {
  const { size, mode } = lstatSync(source);
  // A file that everybody may read needs no second question.
  if ((mode & 0o444) !== 0o444) accessSync(source, constants.R_OK);
  return { type: 'file', path, source, size, mode: sentMode(mode) };
}

/** The entry for a symbolic link. Throws the system's error, and ContextError for a target that is not UTF-8. */
function linkEntry(source: string, path: string): LinkEntry {
  const target = textOf(readlinkSync(source, { encoding: 'buffer' }));
  if (!isUtf8(target)) throw invalidTarget(path, target);
  return { type: 'link', path, target: sentTarget(target) };
}

/** Where a path of the context lies on the disk. */
export function nativePath(root: string, path: string): string {
  return sep === '/' ? `${root}/${path}` : join(root, path.replaceAll('/', sep));
}

/**
 * What Docker's client sends: the permission bits as they are, setuid and its like included; on Windows, which has no
 * executable bit, everything is executable and nobody else's to write. (moby/pkg/archive, chmodTarEntry)
 */
export function sentMode(mode: number, platform = process.platform): number {
  return platform === 'win32' ? (mode & 0o755) | 0o111 : mode & 0o7777;
}

/** A link's target with forward slashes, as Linux will read it. A backslash is part of a name elsewhere than on Windows. */
export function sentTarget(target: string, platform = process.platform): string {
  return platform === 'win32' ? target.replaceAll('\\', '/') : target;
}
