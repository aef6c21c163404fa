import { access, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseInstructions } from '../dockerfile/instructions.ts';
import type { DockerfileOnDisk } from './dockerfile.ts';

/**
 * The context folder (absolute) that a Dockerfile most likely means: its own folder, unless more of what it copies
 * lies in its workspace folder.
 */
export async function defaultContext({ path, root }: DockerfileOnDisk): Promise<string> {
  const own = dirname(path);
  if (own === root) return own;
  const sources = copiedPaths(await readFile(path, 'utf8').catch(() => ''));
  const [inOwn, inRoot] = await Promise.all([countPresent(own, sources), countPresent(root, sources)]);
  return inRoot > inOwn ? root : own;
}

/** The plain local paths that COPY and ADD read: no patterns, variables, URLs or here-documents. */
function copiedPaths(dockerfile: string): readonly string[] {
  return parseInstructions(dockerfile)
    .filter(({ keyword, flags }) => isCopy(keyword) && !flags.some(({ name }) => name === 'from'))
    .flatMap(({ argument }) => argument.split(/\s+/).slice(0, -1))
    .map((word) => word.replace(/^\[?"?|"?,?$/g, ''))
    .filter((word) => !/^(?:\.\/?)?$|[*?[$]|:\/\/|^<</.test(word));
}

function isCopy(keyword: string): boolean {
  return keyword === 'COPY' || keyword === 'ADD';
}

async function countPresent(folder: string, paths: readonly string[]): Promise<number> {
  const found = await Promise.all(
    paths.map((path) =>
      access(join(folder, path)).then(
        () => 1,
        () => 0,
      ),
    ),
  );
  return found.reduce<number>((sum, one) => sum + one, 0);
}
