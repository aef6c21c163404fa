/** Why the archive's body is our own: what 2 GB take in memory and time, beside the streams of two libraries. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeBigFiles } from './big-files.ts';
import type { PackedByLibrary } from './pack-library.ts';
import { measure, withFolder } from './support.ts';

const MIB = 1024 * 1024;
const BIG_MIB = 2048;
/** What the context may take. */
const MEMORY_BOUND_MIB = 50;

/** Prints what each takes; true when ours is within the bound. */
export function tarLibraries(): Promise<boolean> {
  return withFolder(async (folder) => {
    await writeFile(join(folder, 'Dockerfile'), 'FROM scratch\nCOPY . /\n');
    await writeBigFiles(folder, BIG_MIB);
    const ours = await pack('pack.ts', folder);
    tell('ours', ours);
    for (const library of ['tar-stream', 'node-tar']) {
      tell(library, await pack('pack-library.ts', folder, library));
    }
    return ours.extraMemory <= MEMORY_BOUND_MIB * MIB;
  });
}

async function pack(script: string, ...args: readonly string[]): Promise<PackedByLibrary> {
  const path = fileURLToPath(new URL(script, import.meta.url));
  return JSON.parse((await measure('node', [path, ...args])).stdout) as PackedByLibrary;
}

function tell(name: string, { packing, extraMemory }: PackedByLibrary): void {
  const memory = (extraMemory / MIB).toFixed(0);
  console.log(
    `    ${BIG_MIB} MiB by ${name}: ${(packing / 1000).toFixed(1)} s, ${memory} MiB of memory (bound ${MEMORY_BOUND_MIB})`,
  );
}
