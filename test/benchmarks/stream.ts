/**
 * The context's way from the disk to the wire, without the wire: which files, against `find`; the stream, against
 * `tar cz` and `tar | gzip -1`; what 2 GB take in memory; how long nothing else can run meanwhile. The commands take
 * turns, so that whatever else the machine does hits all. Our times leave out that node starts, as the editor's host runs
 * already.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeBigFiles } from './big-files.ts';
import type { Packed } from './pack.ts';
import { makeSourceTree } from './source-tree.ts';
import { measure, median, withFolder } from './support.ts';

const PACK = fileURLToPath(new URL('pack.ts', import.meta.url));
const MIB = 1024 * 1024;
const ROUNDS = 5;
const FILES = 100_000;
const SOURCES = 270e6;
const BIG_MIB = 2048;
/** Selecting takes as long as so many runs of `find`. */
const SELECTION_BOUND = 8;
/** `tar cz` takes at least so many times as long. */
const SPEED_BOUND = 1.5;
const MEMORY_BOUND_MIB = 50;
const BLOCKED_BOUND = 50;

/** Prints every figure with its bound; true when all are within. */
export async function stream(): Promise<boolean> {
  const passed = [await withFolder(selection), await withFolder(sources), await withFolder(memory)];
  return passed.every((one) => one);
}

async function selection(folder: string): Promise<boolean> {
  await writeFile(join(folder, 'Dockerfile'), 'FROM scratch\nCOPY . /\n');
  for (let index = 0; index < FILES; index++) {
    const parent = join(
      folder,
      `folder-${Math.floor(index / 5000)}`,
      `folder-${Math.floor(index / 50) % 100}`,
    );
    if (index % 50 === 0) await mkdir(parent, { recursive: true });
    await writeFile(join(parent, `file-${index}`), 'x');
  }
  const ours: Packed[] = [];
  const finds: number[] = [];
  await inTurns(async () => {
    ours.push(await pack(folder, 'nothing'));
    // With names and sizes, which is what is needed of each file.
    finds.push((await measure('find', [folder, '-printf', '%y %m %s %p\\n'])).milliseconds);
  });
  const ratio = median(ours.map(({ selecting }) => selecting)) / median(finds);
  const blocked = leastBlocked(ours);
  console.log(
    `    selection of ${ours[0]?.files ?? 0} files: ${seconds(median(ours.map(({ selecting }) => selecting)))}, find ${seconds(median(finds))}: ` +
      `${ratio.toFixed(1)} times as long (bound ${SELECTION_BOUND}), blocked for at most ${blocked.toFixed(0)} ms (bound ${BLOCKED_BOUND})`,
  );
  return ratio <= SELECTION_BOUND && blocked <= BLOCKED_BOUND;
}

async function sources(folder: string): Promise<boolean> {
  await writeFile(join(folder, 'Dockerfile'), 'FROM scratch\nCOPY . /\n');
  await makeSourceTree(folder, SOURCES);
  const ours: Packed[] = [];
  const usual: number[] = [];
  const fast: number[] = [];
  await inTurns(async () => {
    ours.push(await pack(folder));
    usual.push(await shell('tar cz . | cat > /dev/null', folder));
    fast.push(await shell('tar c . | gzip -1 > /dev/null', folder));
  });
  const took = median(ours.map(({ selecting, packing }) => selecting + packing));
  const ratio = median(usual) / took;
  const blocked = leastBlocked(ours);
  const { files = 0, bytes = 0 } = ours[0] ?? {};
  console.log(
    `    ${files} source files of ${(SOURCES / 1e6).toFixed(0)} MB to ${(bytes / 1e6).toFixed(0)} MB: ours ${seconds(took)}, ` +
      `tar cz ${seconds(median(usual))}, tar | gzip -1 ${seconds(median(fast))}: ` +
      `${ratio.toFixed(1)} times as fast as tar cz (bound ${SPEED_BOUND}), ${(median(fast) / took).toFixed(1)} times as gzip -1, ` +
      `blocked for at most ${blocked.toFixed(0)} ms (bound ${BLOCKED_BOUND})`,
  );
  return ratio >= SPEED_BOUND && blocked <= BLOCKED_BOUND;
}

async function memory(folder: string): Promise<boolean> {
  await writeFile(join(folder, 'Dockerfile'), 'FROM scratch\nCOPY . /\n');
  await writeBigFiles(folder, BIG_MIB);
  const large = await pack(folder);
  const extra = large.extraMemory / MIB;
  console.log(
    `    ${BIG_MIB} MiB in ${seconds(large.packing)} took ${extra.toFixed(0)} MiB of memory (bound ${MEMORY_BOUND_MIB}), ` +
      `blocked for at most ${large.blocked.toFixed(0)} ms (bound ${BLOCKED_BOUND})`,
  );
  return extra <= MEMORY_BOUND_MIB && large.blocked <= BLOCKED_BOUND;
}

/** The first round warms the disk's cache for all. */
async function inTurns(round: () => Promise<void>): Promise<void> {
  for (let index = 0; index < ROUNDS; index++) await round();
}

/** What blocks is ours in every round, and the machine's other work in some. */
function leastBlocked(rounds: readonly Packed[]): number {
  return Math.min(...rounds.map(({ blocked }) => blocked));
}

async function pack(folder: string, ...more: readonly string[]): Promise<Packed> {
  return JSON.parse((await measure('node', [PACK, folder, ...more])).stdout) as Packed;
}

async function shell(command: string, folder: string): Promise<number> {
  return (await measure('sh', ['-c', `cd '${folder}' && ${command}`])).milliseconds;
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}
