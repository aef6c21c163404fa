import { resolve } from 'node:path';
import * as l10n from '@vscode/l10n';
import { ContextError } from './context-error.ts';
import { locateDockerfile, type DockerfileLocation } from './dockerfile-location.ts';
import type { ContextEntry, ContextPlan, FileEntry, TextEntry } from './entry.ts';
import { parseIgnore } from './ignore.ts';
import { fileEntry, walk } from './walk.ts';

export interface ContextQuery {
  /** Path of the folder that COPY and ADD read. */
  readonly folder: string;
  /** Path of the Dockerfile; it may lie outside the folder. */
  readonly dockerfile: string;
  readonly signal?: AbortSignal;
}

/** Name of a Dockerfile from outside the folder: unlikely to be anybody's own. */
const outsideDockerfile = '.kaniko-build.Dockerfile';

/**
 * Which files the build gets: what the ignore file leaves of the folder, and always the Dockerfile and the ignore file
 * themselves, which the builder reads again. Reads names and sizes, no content but the ignore file's.
 * Throws {@link ContextError}, or the signal's reason.
 */
export async function planContext({ folder, dockerfile, signal }: ContextQuery): Promise<ContextPlan> {
  signal?.throwIfAborted();
  const root = resolve(folder);
  const location = await locateDockerfile(root, resolve(dockerfile));
  const { ignore } = location;
  const text = ignore === undefined ? '' : Buffer.from(ignore.content).toString('utf8');
  const own = await ownEntries(location, text);
  const { entries: found, warnings } = await walk(root, parseIgnore(text, ignore?.file ?? ''), signal);

  const entries = new Map(found.map((entry) => [entry.path, entry]));
  for (const entry of own) {
    entries.set(entry.path, entry);
  }
  addParents(entries);
  const sorted = sortByBytes([...entries.values()]);
  return {
    entries: sorted,
    dockerfile: location.inside ?? outsideDockerfile,
    totals: {
      files: sorted.filter((entry) => entry.type !== 'folder').length,
      bytes: sorted.reduce((sum, entry) => sum + sizeOf(entry), 0),
    },
    warnings: warnings.sort((a, b) => (a.path < b.path ? -1 : 1)),
  };
}

/** The Dockerfile and its ignore file. */
async function ownEntries(
  location: DockerfileLocation,
  ignoreText: string,
): Promise<(FileEntry | TextEntry)[]> {
  const { inside, ignore } = location;
  const dockerfile = await dockerfileEntry(location);
  if (inside === undefined) {
    // The builders look for an ignore file beside the Dockerfile first. The two lines keep both out of `COPY .`.
    const name = `${outsideDockerfile}.dockerignore`;
    const content = `${ignoreText}\n${outsideDockerfile}\n${name}\n`;
    return [dockerfile, { type: 'text', path: name, content: Buffer.from(content) }];
  }
  return ignore?.inside === undefined
    ? [dockerfile]
    : [dockerfile, { type: 'text', path: ignore.inside, content: ignore.content }];
}

async function dockerfileEntry({ source, inside }: DockerfileLocation): Promise<FileEntry> {
  try {
    return await fileEntry(source, inside ?? outsideDockerfile);
  } catch (error) {
    throw new ContextError(
      'dockerfile-unreadable',
      source,
      l10n.t(
        'The Dockerfile {0} cannot be read: {1}.',
        source,
        (error as NodeJS.ErrnoException).code ?? String(error),
      ),
      l10n.t('Make it readable for your user.'),
      { cause: error },
    );
  }
}

/** An ignored folder must be there when something in it is not ignored. */
function addParents(entries: Map<string, ContextEntry>): void {
  for (const path of [...entries.keys()]) {
    for (let slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
      const folder = path.slice(0, slash);
      if (entries.has(folder)) {
        break;
      }
      entries.set(folder, { type: 'folder', path: folder });
    }
  }
}

function sortByBytes(entries: readonly ContextEntry[]): ContextEntry[] {
  return entries
    .map((entry) => ({ entry, key: Buffer.from(entry.path) }))
    .sort((a, b) => Buffer.compare(a.key, b.key))
    .map(({ entry }) => entry);
}

function sizeOf(entry: ContextEntry): number {
  switch (entry.type) {
    case 'file':
      return entry.size;
    case 'text':
      return entry.content.length;
    case 'folder':
    case 'link':
      return 0;
  }
}
