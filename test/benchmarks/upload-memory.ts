/** What a context of 1 GB costs in resident memory, over the same build with a context of one small file. */
import { randomFillSync } from 'node:crypto';
import { open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CLI, cliArguments, measure, withFolder } from './support.ts';

const MIB = 1024 * 1024;
const CONTEXT_MIB = 1024;
const BOUND_MIB = 60;

/** Prints both peaks; true when the difference is within the bound. */
export function uploadMemory(): Promise<boolean> {
  return withFolder(async (folder) => {
    await writeFile(join(folder, 'Dockerfile'), 'FROM scratch\nCOPY small /small\n');
    await writeFile(join(folder, 'small'), 'small\n');
    const small = await measure('node', [CLI, 'build', ...cliArguments(folder, 'bench/memory')]);
    await writeBigFiles(folder);
    const large = await measure('node', [CLI, 'build', ...cliArguments(folder, 'bench/memory')]);
    const extra = (large.peakMemory - small.peakMemory) / MIB;
    console.log(
      `    small context ${(small.peakMemory / MIB).toFixed(0)} MiB, ${CONTEXT_MIB} MiB context ${(large.peakMemory / MIB).toFixed(0)} MiB ` +
        `in ${(large.milliseconds / 1000).toFixed(1)} s: ${extra.toFixed(0)} MiB more (bound ${BOUND_MIB})`,
    );
    return extra <= BOUND_MIB;
  });
}

/** Half of it compresses to nothing, half not at all. */
async function writeBigFiles(folder: string): Promise<void> {
  const chunk = Buffer.alloc(MIB);
  for (let file = 0; file < 8; file++) {
    const handle = await open(join(folder, `big-${file}`), 'w');
    for (let written = 0; written < CONTEXT_MIB / 8; written++) {
      if (file % 2 === 0) randomFillSync(chunk);
      else chunk.fill(file);
      await handle.write(chunk);
    }
    await handle.close();
  }
}
