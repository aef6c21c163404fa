import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';

/** Writes a file so that no reader, and no later run after a kill, ever sees half of it. */
export async function writeAtomically(file: string, content: string, mode = 0o644): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const unfinished = `${file}.${process.pid}.unfinished`;
  await writeFile(unfinished, content, { mode });
  await rename(unfinished, file);
}

/** Writes a file only when its content changes. */
export async function writeIfDifferent(file: string, content: string, mode = 0o644): Promise<void> {
  if ((await readIfThere(file)) !== content) {
    await writeAtomically(file, content, mode);
  }
}

/** The text of a file, or undefined when there is none. */
async function readIfThere(file: string): Promise<string | undefined> {
  return existsSync(file) ? await readFile(file, 'utf8') : undefined;
}

/** The JSON in a file; undefined when there is no file or no JSON in it (a disk that was full, an old format). */
export async function readJsonIfThere(file: string): Promise<unknown> {
  const text = await readIfThere(file);
  if (text === undefined) {
    return undefined;
  }
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Whether a value is an object whose properties may be looked at. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
