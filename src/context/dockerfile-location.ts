import { readFile, realpath, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import * as l10n from '@vscode/l10n';
import { ContextError } from './context-error.ts';

/** Where the Dockerfile is, and the ignore file that belongs to it. */
export interface DockerfileLocation {
  /** Path inside the context, or undefined when it lies outside the folder or is reached through a link. */
  readonly inside?: string;
  /** Absolute path without links. */
  readonly source: string;
  /** The ignore file that holds, if there is one. */
  readonly ignore?: IgnoreFile;
}

export interface IgnoreFile {
  /** As given: for messages. */
  readonly file: string;
  /** Path inside the context, if it is there. */
  readonly inside?: string;
  readonly content: Uint8Array;
}

/** Texts that are edited and not saved, by absolute path: they hold in place of those on the disk. */
export type EditedTexts = Readonly<Record<string, string>>;

/**
 * Finds the Dockerfile and its ignore file: `<Dockerfile>.dockerignore` beside it, else `.dockerignore` in the folder,
 * as Docker, kaniko and buildah look for it. `folder` and `dockerfile` are absolute paths. Throws {@link ContextError}.
 */
export async function locateDockerfile(
  folder: string,
  dockerfile: string,
  edited: EditedTexts = {},
): Promise<DockerfileLocation> {
  const root = await resolve(folder, 'folder');
  const source = await resolve(dockerfile, 'file');
  const path = relative(folder, dockerfile);
  const inside = path !== '' && !/^\.\.(?:[\\/]|$)/.test(path) && join(root, path) === source;
  const own = await readIgnore(
    `${dockerfile}.dockerignore`,
    inside ? `${toPosix(path)}.dockerignore` : undefined,
    edited,
  );
  const ignore = own ?? (await readIgnore(join(folder, '.dockerignore'), '.dockerignore', edited));
  return {
    source,
    ...(inside ? { inside: toPosix(path) } : {}),
    ...(ignore === undefined ? {} : { ignore }),
  };
}

async function resolve(path: string, wanted: 'file' | 'folder'): Promise<string> {
  try {
    const stats = await stat(path);
    if (wanted === 'file' ? stats.isFile() : stats.isDirectory()) {
      return await realpath(path);
    }
  } catch (error) {
    throw missing(path, wanted, error);
  }
  throw missing(path, wanted);
}

function missing(path: string, wanted: 'file' | 'folder', error?: unknown): ContextError {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  const absent = code === 'ENOENT' || code === 'ENOTDIR';
  if (wanted === 'folder') {
    return new ContextError(
      'folder-unreadable',
      path,
      absent
        ? l10n.t('The context folder {0} does not exist.', path)
        : l10n.t('The context {0} cannot be used: {1}.', path, code ?? l10n.t('it is not a folder')),
      l10n.t('Choose another context folder.'),
      { cause: error },
    );
  }
  return new ContextError(
    'dockerfile-unreadable',
    path,
    absent
      ? l10n.t('The Dockerfile {0} does not exist.', path)
      : l10n.t('The Dockerfile {0} cannot be used: {1}.', path, code ?? l10n.t('it is not a file')),
    l10n.t('Choose another Dockerfile.'),
    { cause: error },
  );
}

async function readIgnore(
  file: string,
  inside: string | undefined,
  edited: EditedTexts,
): Promise<IgnoreFile | undefined> {
  try {
    const text = Object.hasOwn(edited, file) ? edited[file] : undefined;
    const content = text === undefined ? await readFile(file) : Buffer.from(text);
    return { file, content, ...(inside === undefined ? {} : { inside }) };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      return undefined;
    }
    throw new ContextError(
      'file-unreadable',
      file,
      l10n.t('The ignore file {0} cannot be read: {1}.', file, code ?? String(error)),
      l10n.t('Make it readable for your user.'),
      { cause: error },
    );
  }
}

function toPosix(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}
