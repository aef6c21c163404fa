/** What a context of 2 GB costs in resident memory, over the same build with a context of one small file. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeBigFiles } from './big-files.ts';
import { CLI, cliArguments, measure, withFolder } from './support.ts';

const MIB = 1024 * 1024;
const CONTEXT_MIB = 2048;
const BOUND_MIB = 50;

/** Prints both peaks; true when the difference is within the bound. */
export function uploadMemory(): Promise<boolean> {
  return withFolder(async (folder) => {
    await writeFile(join(folder, 'Dockerfile'), 'FROM scratch\nCOPY small /small\n');
    await writeFile(join(folder, 'small'), 'small\n');
    const small = await measure('node', [CLI, 'build', ...cliArguments(folder, 'bench/memory')]);
    await writeBigFiles(folder, CONTEXT_MIB);
    // All of it is sent, and none of it put into the image.
    const large = await measure('node', [CLI, 'build', '--all', ...cliArguments(folder, 'bench/memory')]);
    const extra = (large.peakMemory - small.peakMemory) / MIB;
    console.log(
      `    small context ${(small.peakMemory / MIB).toFixed(0)} MiB, ${CONTEXT_MIB} MiB context ${(large.peakMemory / MIB).toFixed(0)} MiB ` +
        `in ${(large.milliseconds / 1000).toFixed(1)} s: ${extra.toFixed(0)} MiB more (bound ${BOUND_MIB})`,
    );
    return extra <= BOUND_MIB;
  });
}
