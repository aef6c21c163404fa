import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { copyFile, mkdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SOURCES = /\.(?:go|[cm]?[jt]sx?|s|c|h|py|md|txt|json|ya?ml|proto|css|html)$/;
const MODULES = fileURLToPath(new URL('../../node_modules', import.meta.url));

/** Fills `folder` with source files of this machine, the same ones each time, up to `bytes`. Returns how many. */
export async function makeSourceTree(folder: string, bytes: number): Promise<number> {
  let files = 0;
  let total = 0;
  for (const { root, name } of sourceRoots()) {
    for (const path of sourcesIn(root)) {
      if (total >= bytes) return files;
      const target = join(folder, name, path);
      await mkdir(dirname(target), { recursive: true });
      await copyFile(join(root, path), target);
      total += (await stat(target)).size;
      files++;
    }
  }
  for (; total < bytes; files++) total += await writeText(join(folder, `generated-${files}.txt`), files);
  return files;
}

function sourceRoots(): readonly { readonly root: string; readonly name: string }[] {
  const go = (variable: string): string => {
    try {
      return execFileSync('go', ['env', variable]).toString().trim();
    } catch {
      return '/nonexistent';
    }
  };
  return [
    { root: join(go('GOROOT'), 'src'), name: 'go' },
    { root: go('GOMODCACHE'), name: 'modules' },
    { root: MODULES, name: 'node_modules' },
  ].filter(({ root }) => existsSync(root));
}

/** Paths relative to `root`, sorted. The archives of Go's module cache are no sources. */
function sourcesIn(root: string): string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && SOURCES.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .filter((path) => !path.startsWith('cache/'))
    .sort();
}

/** Words that repeat about as much as a language's do. Returns the bytes. */
async function writeText(path: string, seed: number): Promise<number> {
  const words: string[] = [];
  for (let state = seed + 1, index = 0; index < 4000; index++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    words.push(`w${(state >>> 16) % 1500}${index % 12 === 11 ? '\n' : ' '}`);
  }
  const text = words.join('');
  await writeFile(path, text);
  return text.length;
}
