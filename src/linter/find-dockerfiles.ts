import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { matchesParts } from '../context/patterns/path-match.ts';
import { foreignFolders, isDockerfileName } from '../dockerfile/file-names.ts';

/** The files that words of the command line stand for. */
export interface FoundFiles {
  /** As the words name them, each once. */
  readonly files: readonly string[];
  /** Words that stand for nothing. */
  readonly missing: readonly string[];
}

/**
 * A file stands for itself, a folder for all Dockerfiles in it, and a pattern (`*`, `?`, `[a-z]`, `**` for any number of
 * folders) for the files that match, as shells expand it that do. Folders of others (`node_modules`, `.git`) are
 * entered only where the word names them. Links to folders are not followed.
 */
export async function findDockerfiles(words: readonly string[]): Promise<FoundFiles> {
  const files = new Set<string>();
  const missing: string[] = [];
  for (const word of words) {
    const found = await expand(word);
    if (found.length === 0) {
      missing.push(word);
    }
    found.forEach((file) => files.add(file));
  }
  return { files: [...files], missing };
}

async function expand(word: string): Promise<string[]> {
  try {
    const stats = await stat(word);
    // What is no folder may be a pipe or a device: reading it is for whoever named it.
    return stats.isDirectory() ? await walk(word, { enters: isOwn, takes: isDockerfilePath }) : [word];
  } catch {
    return /[*?[]/.test(word) ? await matching(word) : [];
  }
}

/** What of a folder is looked at. Paths are relative to it, with forward slashes. */
interface Choice {
  readonly enters: (path: string) => boolean;
  readonly takes: (path: string) => boolean;
}

function isDockerfilePath(path: string): boolean {
  return isDockerfileName(nameOf(path));
}

function isOwn(path: string): boolean {
  return !foreignFolders.includes(nameOf(path));
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

async function matching(word: string): Promise<string[]> {
  // On Windows a backslash parts folders; elsewhere it quotes.
  const text = sep === '\\' ? word.replaceAll('\\', '/') : word;
  const magic = text.search(/[*?[]/);
  const fixed = text.slice(0, text.lastIndexOf('/', magic) + 1);
  const rest = text.slice(fixed.length);
  const parts = rest.split('/');
  const deep = parts.includes('**');
  return await walk(fixed, {
    enters: (path) =>
      (isOwn(path) || rest.includes(nameOf(path))) && (deep || path.split('/').length < parts.length),
    takes: (path) => matchesParts(parts, path.split('/')),
  });
}

/** The files below a folder that are chosen, sorted; none where it cannot be read. */
async function walk(root: string, { enters, takes }: Choice): Promise<string[]> {
  const found: string[] = [];
  const pending = [''];
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    for (const child of await list(join(root, folder))) {
      const path = folder === '' ? child.name : `${folder}/${child.name}`;
      if (child.isDirectory()) {
        if (enters(path)) {
          pending.push(path);
        }
      } else if (takes(path) && (child.isFile() || (await isLinkToFile(join(root, path), child)))) {
        found.push(root === '' ? path : join(root, path));
      }
    }
  }
  return found.sort();
}

async function list(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder === '' ? '.' : folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

async function isLinkToFile(path: string, entry: Dirent): Promise<boolean> {
  try {
    return entry.isSymbolicLink() && (await stat(path)).isFile();
  } catch {
    return false;
  }
}
