import { randomFillSync } from 'node:crypto';
import { open } from 'node:fs/promises';
import { join } from 'node:path';

const MIB = 1024 * 1024;

/** Writes eight files of `mebibytes` together. Half of them compress to nothing, half not at all. */
export async function writeBigFiles(folder: string, mebibytes: number): Promise<void> {
  const chunk = Buffer.alloc(MIB);
  for (let file = 0; file < 8; file++) {
    const handle = await open(join(folder, `big-${file}`), 'w');
    for (let written = 0; written < mebibytes / 8; written++) {
      if (file % 2 === 0) randomFillSync(chunk);
      else chunk.fill(file);
      await handle.write(chunk);
    }
    await handle.close();
  }
}
