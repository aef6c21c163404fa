import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createWriteStream, writeFileSync } from 'node:fs';
import { Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { listContext } from '../../src/build/context-listing.ts';
import { writeChunks } from '../../src/cli/write-chunks.ts';
import { TempFolder } from '../context/temp-folder.ts';

const cli = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));

/** Looks at each chunk long after it was given, as a full disk or a slow pipe does. */
class SlowConsumer extends Writable {
  readonly #seen: Buffer[] = [];

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    void sleep(2).then(() => {
      this.#seen.push(Buffer.from(chunk));
      done();
    });
  }

  bytes(): Buffer {
    return Buffer.concat(this.#seen);
  }
}

describe('cli/write-chunks', function () {
  this.timeout(30_000);
  let temp: TempFolder;

  beforeEach(() => {
    temp = new TempFolder().write({ 'app/Dockerfile': 'FROM scratch\n' });
  });
  afterEach(() => {
    temp.remove();
  });

  /** Incompressible files of these sizes: they are sent from the memory into which they were read. */
  const dense = (...sizes: readonly number[]): Buffer[] =>
    sizes.map((size, index) => {
      const bytes = randomBytes(size);
      writeFileSync(temp.join(`app/dense-${index}`), bytes);
      return bytes;
    });
  const list = () =>
    listContext({
      folder: temp.join('app'),
      dockerfile: temp.join('app/Dockerfile'),
      buildArgs: {},
      all: true,
    });

  it('gives a slow consumer every byte, though the memory of chunks is used again', async () => {
    const files = dense(3_000_000, 200_000, 90_000, 400_000);
    const consumer = new SlowConsumer({ highWaterMark: 10_000_000 });
    await writeChunks((await list()).pack(), consumer);
    const tar = gunzipSync(consumer.bytes());
    for (const bytes of files) assert.ok(tar.includes(bytes));
  });

  it('gives a slow reader of the process every byte', async () => {
    const files = dense(3_000_000, 400_000);
    const child = spawn(process.execPath, [cli, 'context', temp.join('app'), '--all', '--tar', '-'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const chunks: Buffer[] = [];
    for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      await sleep(1);
    }
    const tar = gunzipSync(Buffer.concat(chunks));
    for (const bytes of files) assert.ok(tar.includes(bytes));
  });

  it('throws what the output fails with, when it is not there and when it is full', async () => {
    dense(1_000_000);
    const listing = await list();
    for (const [path, code] of [
      [temp.join('no/such/folder/file'), 'ENOENT'],
      ['/dev/full', 'ENOSPC'],
    ] as const) {
      const output = createWriteStream(path);
      await assert.rejects(writeChunks(listing.pack(), output), { code });
    }
  });

  it('throws what the chunks fail with, and leaves the output open', async () => {
    const failure = new Error('a file changed');
    const output = new SlowConsumer();
    const chunks = (async function* () {
      yield Buffer.from('half');
      await sleep(1);
      throw failure;
    })();
    await assert.rejects(writeChunks(chunks, output), failure);
    assert.equal(output.bytes().toString(), 'half');
    assert.ok(!output.destroyed && !output.writableEnded);
  });
});
