/**
 * `node pack-library.ts FOLDER tar-stream|node-tar`: packs a folder by the streams of a library and one gzip, in a process
 * of its own, and prints as JSON what it took.
 */
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { create } from 'tar';
import { pack } from 'tar-stream';
import { modeOf, sizeOf, type ContextPlan } from '../../src/context/entry.ts';
import { planContext } from '../../src/context/plan.ts';
import { watchMemory } from './peak-memory.ts';

/** What a child says about one folder. */
export interface PackedByLibrary {
  /** Milliseconds. */
  readonly packing: number;
  /** Bytes of memory at the peak, over those that were resident when it began. */
  readonly extraMemory: number;
}

/** As the context's own. */
const level = 1;

async function* byTarStream(plan: ContextPlan): AsyncGenerator<Uint8Array> {
  const tar = pack();
  const feed = async (): Promise<void> => {
    for (const entry of plan.entries) {
      const header = { name: entry.path, mode: modeOf(entry), mtime: new Date(0) };
      if (entry.type === 'file') {
        await pipeline(createReadStream(entry.source), tar.entry({ ...header, size: sizeOf(entry) }));
      } else if (entry.type === 'folder') tar.entry({ ...header, type: 'directory' });
    }
    tar.finalize();
  };
  const fed = feed();
  for await (const chunk of tar.pipe(createGzip({ level }))) yield chunk as Uint8Array;
  await fed;
}

function byNodeTar(root: string): AsyncIterable<Uint8Array> {
  return create({ cwd: root, gzip: { level }, portable: true, mtime: new Date(0) }, ['.']);
}

const [folder = '', library] = process.argv.slice(2);
const plan = await planContext({ folder, dockerfile: `${folder}/Dockerfile`, all: true });
const extraMemory = watchMemory();
const began = performance.now();
let bytes = 0;
for await (const chunk of library === 'node-tar' ? byNodeTar(folder) : byTarStream(plan))
  bytes += chunk.length;
if (bytes < plan.totals.bytes / 4) throw new Error(`${bytes} bytes of ${plan.totals.bytes}`);
const packed: PackedByLibrary = { packing: performance.now() - began, extraMemory: extraMemory() };
console.log(JSON.stringify(packed));
