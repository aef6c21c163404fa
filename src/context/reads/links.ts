import { lstatSync, readdirSync, readlinkSync } from 'node:fs';
import { join, posix, sep } from 'node:path';
import { fileMatch } from '../patterns/file-match.ts';
import type { Read } from './read.ts';
import { readerOf, type Reader } from './read-scope.ts';

/** More ways than anybody's links take; what goes beyond is for everything to be sent. */
const MOST_WAYS = 2_000;

/**
 * The reads with all that they reach through links inside the context, as BuildKit follows a source's links: a link on the
 * way or at the end is read itself, and so is what it leads to, an absolute target or one that leads out taken from the
 * context's root. Links inside a folder that is read are not followed. `undefined` where there are too many ways.
 */
export function followLinks(root: string, reads: readonly Read[]): Reader[] | undefined {
  const readers: Reader[] = [];
  const seen = new Set<string>();
  const pending = reads.map((read) => ({ read, path: read.path }));
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { read, path } = next;
    const key = `${read.matching} ${reads.indexOf(read)} ${path}`;
    if (seen.has(key)) continue;
    if (seen.size >= MOST_WAYS + reads.length) return undefined;
    seen.add(key);
    readers.push(readerOf(read, path));
    for (const { link, rest } of linksOn(root, path, read.matching !== 'literal')) {
      readers.push(readerOf(read, link, 'literal'));
      pending.push({ read, path: inside(`/${posix.dirname(link)}`, targetOf(root, link), rest) });
    }
  }
  return readers;
}

function inside(folder: string, target: string, rest: string): string {
  return posix
    .normalize(posix.join(target.startsWith('/') ? '/' : folder, target, rest))
    .replace(/^\/+|\/+$/g, '');
}

/** The links that a path goes through or ends in, and what follows behind each. */
function linksOn(root: string, path: string, wildcards: boolean): { link: string; rest: string }[] {
  const found: { link: string; rest: string }[] = [];
  const components = path === '' ? [] : path.split('/');
  let folders = [''];
  for (const [index, component] of components.entries()) {
    const rest = components.slice(index + 1).join('/');
    const next: string[] = [];
    for (const child of folders.flatMap((folder) => children(root, folder, component, wildcards))) {
      if (isLink(root, child)) found.push({ link: child, rest });
      else next.push(child);
    }
    folders = next;
  }
  return found;
}

/** What a component of a source may be in a folder. */
function children(root: string, folder: string, component: string, wildcards: boolean): string[] {
  const path = (name: string): string => (folder === '' ? name : `${folder}/${name}`);
  if (!wildcards || !/[*?[\\]/.test(component)) return [path(component)];
  try {
    return readdirSync(join(root, folder))
      .filter((name) => name === component || fileMatch(component, name) === true)
      .map(path);
  } catch {
    return [];
  }
}

function isLink(root: string, path: string): boolean {
  try {
    return lstatSync(join(root, path)).isSymbolicLink();
  } catch {
    return false;
  }
}

function targetOf(root: string, link: string): string {
  try {
    const target = readlinkSync(join(root, link));
    return sep === '\\' ? target.replaceAll('\\', '/') : target;
  } catch {
    return '.';
  }
}
