import { lstatSync, readlinkSync } from 'node:fs';
import { posix } from 'node:path';
import { ContextError } from '../context-error.ts';
import { nativePath, sentTarget } from '../disk-entry.ts';
import { listFolder } from '../folder-list.ts';
import { fileMatch } from '../patterns/file-match.ts';
import type { Slices } from '../slices.ts';
import type { Read } from './read.ts';
import { readerOf, type Reader } from './read-scope.ts';

/** More ways than anybody's links take; what goes beyond is for everything to be sent. */
const MOST_WAYS = 2_000;

/**
 * The reads with all that they reach through links inside the context, as BuildKit follows a source's links: a link on the
 * way or at the end is read itself, and so is what it leads to, an absolute target or one that leads out taken from the
 * context's root. Links inside a folder that is read are not followed. `undefined` where there are too many ways. Throws
 * the slices' signal's reason.
 */
export async function followLinks(
  root: string,
  reads: readonly Read[],
  slices: Slices,
): Promise<Reader[] | undefined> {
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
    for (const { link, rest } of await linksOn(root, path, read.matching !== 'literal', slices)) {
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

interface LinkOnWay {
  readonly link: string;
  /** What follows behind it. */
  readonly rest: string;
}

/** The links that a path goes through or ends in. */
async function linksOn(
  root: string,
  path: string,
  wildcards: boolean,
  slices: Slices,
): Promise<readonly LinkOnWay[]> {
  const found: LinkOnWay[] = [];
  const components = path === '' ? [] : path.split('/');
  let folders = [''];
  for (const [index, component] of components.entries()) {
    const rest = components.slice(index + 1).join('/');
    const next: string[] = [];
    for (const folder of folders) {
      const { links, others } = await childrenOf(root, folder, component, wildcards, slices);
      for (const link of links) found.push({ link, rest });
      next.push(...others);
    }
    folders = next;
  }
  return found;
}

interface Children {
  readonly links: readonly string[];
  /** What may be a folder. */
  readonly others: readonly string[];
}

/** What a component of a source may be in a folder. */
async function childrenOf(
  root: string,
  folder: string,
  component: string,
  wildcards: boolean,
  slices: Slices,
): Promise<Children> {
  const path = (name: string): string => (folder === '' ? name : `${folder}/${name}`);
  if (!wildcards || !/[*?[\\]/.test(component)) {
    const child = path(component);
    return isLink(root, child) ? { links: [child], others: [] } : { links: [], others: [child] };
  }
  const children = await listFolder(root, folder, slices).catch((error: unknown) => {
    if (error instanceof ContextError) return [];
    throw error;
  });
  const matching = await slices.filter(
    children,
    ({ name, kind }) =>
      (kind === 'link' || kind === 'folder') && (name === component || fileMatch(component, name) === true),
  );
  const named = (wanted: 'link' | 'folder'): string[] =>
    matching.filter(({ kind }) => kind === wanted).map(({ name }) => path(name));
  return { links: named('link'), others: named('folder') };
}

function isLink(root: string, path: string): boolean {
  try {
    return lstatSync(nativePath(root, path)).isSymbolicLink();
  } catch {
    return false;
  }
}

function targetOf(root: string, link: string): string {
  try {
    return sentTarget(readlinkSync(nativePath(root, link)));
  } catch {
    return '.';
  }
}
