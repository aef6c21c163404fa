import type { Dirent } from 'node:fs';
import { access, constants, lstat, readdir, readlink } from 'node:fs/promises';
import { join, sep } from 'node:path';
import * as l10n from '@vscode/l10n';
import { ContextError } from './context-error.ts';
import type { ContextEntry, ContextWarning, FileEntry } from './entry.ts';
import type { IgnoreRules, IgnoreScope } from './ignore.ts';

export interface WalkResult {
  /** In no particular order; folders that are ignored are absent even where something below them is not. */
  readonly entries: ContextEntry[];
  readonly warnings: ContextWarning[];
}

interface Folder {
  readonly path: string;
  readonly scope: IgnoreScope;
}

/**
 * Everything in the folder that the rules leave. Links are not followed; a folder that is ignored is entered only where
 * a `!` pattern may take something back in. Throws {@link ContextError}, or the signal's reason.
 */
export async function walk(root: string, rules: IgnoreRules, signal?: AbortSignal): Promise<WalkResult> {
  const result: WalkResult = { entries: [], warnings: [] };
  const pending: Folder[] = [{ path: '', scope: rules.root }];
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    const { path, scope } = folder;
    const kept: Promise<ContextEntry | ContextWarning | undefined>[] = [];
    for (const child of await list(root, path)) {
      const childPath = path === '' ? child.name : `${path}/${child.name}`;
      const verdict = rules.judge(childPath, scope);
      if (child.isDirectory() && (!verdict.ignored || rules.mayReincludeBelow(childPath))) {
        pending.push({ path: childPath, scope: verdict.scope });
      }
      if (!verdict.ignored) {
        checkName(childPath);
        kept.push(toEntry(root, childPath, child));
      }
    }
    for (const found of await Promise.all(kept)) {
      if (found !== undefined) {
        if ('type' in found) {
          result.entries.push(found);
        } else {
          result.warnings.push(found);
        }
      }
    }
    signal?.throwIfAborted();
  }
  return result;
}

async function list(root: string, path: string): Promise<Dirent[]> {
  const folder = toNative(root, path);
  try {
    const children = await readdir(folder, { withFileTypes: true });
    if (!children.some((child) => child.name.includes('\uFFFD'))) {
      return children;
    }
    await checkEncoding(folder, path);
    return children;
  } catch (error) {
    throw error instanceof ContextError ? error : unreadable(path === '' ? root : path, error);
  }
}

/** Node puts U+FFFD where a name's bytes are not UTF-8; only the bytes tell whether it stood there before. */
async function checkEncoding(folder: string, path: string): Promise<void> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for (const name of await readdir(folder, { encoding: 'buffer' })) {
    try {
      decoder.decode(name);
    } catch (error) {
      throw invalidName(join(path, escapeBytes(name)), error);
    }
  }
}

function checkName(path: string): void {
  // Windows allows half of a surrogate pair in a name, which has no UTF-8 form.
  if (/\p{Surrogate}/u.test(path)) {
    throw invalidName(path.replace(/\p{Surrogate}/gu, '\uFFFD'));
  }
}

async function toEntry(
  root: string,
  path: string,
  child: Dirent,
): Promise<ContextEntry | ContextWarning | undefined> {
  if (child.isDirectory()) {
    return { type: 'folder', path };
  }
  try {
    if (child.isSymbolicLink()) {
      return { type: 'link', path, target: await readTarget(root, path) };
    }
    if (child.isFile()) {
      return await fileEntry(toNative(root, path), path);
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return undefined; // gone since the folder was listed: as if it had never been there
    }
    throw error instanceof ContextError ? error : unreadable(path, error);
  }
  return { path, message: l10n.t('"{0}" is left out: it is a {1}, not a file.', path, kindOf(child)) };
}

/** The entry for a file that must be readable. Throws the system's error. */
export async function fileEntry(source: string, path: string): Promise<FileEntry> {
  const [{ size, mode }] = await Promise.all([lstat(source), access(source, constants.R_OK)]);
  // Windows has no executable bit; Docker, too, makes every file executable there.
  const executable = process.platform === 'win32' || (mode & 0o111) !== 0;
  return { type: 'file', path, source, size, executable };
}

async function readTarget(root: string, path: string): Promise<string> {
  const target = await readlink(toNative(root, path), { encoding: 'buffer' });
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(target);
    return sep === '\\' ? text.replaceAll('\\', '/') : text;
  } catch (error) {
    throw new ContextError(
      'name-invalid',
      path,
      l10n.t('The link "{0}" leads to "{1}", a name that is not UTF-8.', path, escapeBytes(target)),
      l10n.t('Rename what it leads to, or leave the link out in .dockerignore.'),
      { cause: error },
    );
  }
}

function kindOf(child: Dirent): string {
  if (child.isSocket()) {
    return l10n.t('socket');
  }
  return child.isFIFO() ? l10n.t('named pipe') : l10n.t('device');
}

function toNative(root: string, path: string): string {
  return sep === '/' ? `${root}/${path}` : join(root, path.replaceAll('/', sep));
}

function unreadable(path: string, error: unknown): ContextError {
  return new ContextError(
    'file-unreadable',
    path,
    l10n.t('"{0}" cannot be read: {1}.', path, (error as NodeJS.ErrnoException).code ?? String(error)),
    l10n.t('Make it readable for your user, or leave it out in .dockerignore.'),
    { cause: error },
  );
}

function invalidName(path: string, cause?: unknown): ContextError {
  return new ContextError(
    'name-invalid',
    path,
    l10n.t('The name "{0}" is not UTF-8.', path),
    l10n.t('Rename it, or leave its folder out in .dockerignore.'),
    { cause },
  );
}

/** The name with every byte outside printable ASCII as `\xNN`. */
function escapeBytes(name: Uint8Array): string {
  return Array.from(name, (byte) =>
    byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, '0')}`,
  ).join('');
}
