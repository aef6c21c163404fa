import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EditedTexts } from '../context/dockerfile-location.ts';
import { parseIgnore, type IgnoreRules } from '../context/ignore.ts';
import type { IgnoredBy } from '../dockerfile/lint/lint-file.ts';

/** What of an ignore file leaves a path out; undefined where it goes along. */
export type IgnoredPaths = (path: string) => IgnoredBy | undefined;

/**
 * What the ignore file of a Dockerfile leaves out: `<Dockerfile>.dockerignore` beside it, else `.dockerignore` in the
 * context's folder; from `edited` where it is in there. Undefined where there is none or a broken one, of which the build
 * tells. Never throws.
 */
export async function readIgnoredPaths(
  context: string,
  dockerfile: string,
  edited: EditedTexts = {},
): Promise<IgnoredPaths | undefined> {
  for (const file of [`${dockerfile}.dockerignore`, join(context, '.dockerignore')]) {
    const text = (Object.hasOwn(edited, file) ? edited[file] : undefined) ?? (await readText(file));
    if (text !== undefined) {
      return ignoredPaths(text, file);
    }
  }
  return undefined;
}

function ignoredPaths(text: string, file: string): IgnoredPaths | undefined {
  let rules: IgnoreRules;
  try {
    rules = parseIgnore(text, file);
  } catch {
    return undefined;
  }
  return (path) => {
    try {
      const pattern = rules.judgeAlone(
        path
          .split('/')
          .filter((name) => name !== '')
          .join('/'),
      );
      return pattern === undefined ? undefined : { line: pattern.line, pattern: pattern.written };
    } catch {
      // A broken pattern that only this path gets to see.
      return undefined;
    }
  };
}

async function readText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    return undefined;
  }
}
