import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { parallelGzip, type Piece } from '../../src/context/parallel-gzip.ts';

/** Sizes around what the code looks at: blocks that are stored, samples, chunks of output. */
const SIZES = [
  0, 1, 511, 512, 4095, 4096, 4097, 65_534, 65_535, 65_536, 131_070, 131_071, 262_144, 262_656, 1_000_003,
] as const; // prettier-ignore

const CONTENTS: Readonly<Record<string, (size: number) => Buffer>> = {
  zeros: (size) => Buffer.alloc(size),
  text: (size) => Buffer.alloc(size, 'It is a truth universally acknowledged, that a single man\n'),
  dense: (size) => randomBytes(size),
  // Dense where the samples are not taken, and the other way round.
  'half dense': (size) => Buffer.concat([randomBytes(size >> 1), Buffer.alloc(size - (size >> 1))]),
  hex: (size) => Buffer.from(randomBytes(size).toString('hex').slice(0, size)),
};

/** Pieces in memory that is overwritten as soon as it is given back, and who gave it back how often. */
class Pieces {
  readonly returned: number[] = [];
  given = 0;
  readonly #contents: readonly Buffer[];

  constructor(contents: readonly Buffer[]) {
    this.#contents = contents;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Piece, undefined, undefined> {
    for (const [index, content] of this.#contents.entries()) {
      const bytes = Buffer.from(content);
      this.returned[index] = 0;
      this.given++;
      yield {
        bytes,
        done: () => {
          this.returned[index] = (this.returned[index] ?? 0) + 1;
          bytes.fill(0xaa);
        },
      };
      await sleep(0);
    }
  }
}

async function collect(compressed: AsyncIterable<Piece>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const { bytes, done } of compressed) {
    chunks.push(Buffer.from(bytes));
    done();
  }
  return Buffer.concat(chunks);
}

describe('context/parallel-gzip', function () {
  this.timeout(60_000);
  const mixed = SIZES.flatMap((size) => Object.values(CONTENTS).map((make) => make(size)));

  for (const [name, make] of Object.entries(CONTENTS)) {
    it(`gives back ${name} of any size`, async () => {
      for (const size of SIZES) {
        const content = make(size);
        const packed = await collect(parallelGzip(new Pieces([content]), 2));
        assert.ok(gunzipSync(packed).equals(content), String(size));
        assert.ok(
          packed.length <= size + 64 + Math.ceil(size / 16_000) * 5,
          `${size} became ${packed.length}`,
        );
      }
    });
  }

  it('gives the same bytes for any number of lanes, and gives every piece back once', async () => {
    const archives: Buffer[] = [];
    for (const lanes of [1, 2, 3, 8]) {
      const pieces = new Pieces(mixed);
      archives.push(await collect(parallelGzip(pieces, lanes)));
      assert.deepEqual(
        pieces.returned,
        mixed.map(() => 1),
      );
    }
    for (const archive of archives.slice(1)) assert.ok(archive.equals(archives[0] ?? Buffer.alloc(0)));
    assert.ok(gunzipSync(archives[0] ?? '').equals(Buffer.concat(mixed)));
  });

  it('gives the same bytes of a piece whatever was compressed before it', async () => {
    const words = Buffer.from(
      Array.from({ length: 60_000 }, (_, index) => `w${(index * index) % 9973} `).join(''),
    );
    const contents = Array.from({ length: 120 }, (_, index) => {
      const start = (index * 7919) % 50_000;
      return words.subarray(start, start + 20_000 + ((index * 104_729) % 240_000));
    });
    const archives = await Promise.all(
      [1, 2, 3, 3, 3].map((lanes) => collect(parallelGzip(new Pieces(contents), lanes))),
    );
    for (const archive of archives)
      assert.ok(archive.equals(archives[0] ?? Buffer.alloc(0)), String(archive.length));
  });

  it('is one member that GNU gzip takes, checksum and size with it', async () => {
    const packed = await collect(parallelGzip(new Pieces(mixed), 3));
    const unpacked = execFileSync('gzip', ['-dc'], { input: packed, maxBuffer: 2 ** 26 });
    assert.ok(unpacked.equals(Buffer.concat(mixed)));
    const broken = Buffer.from(packed);
    broken.writeUInt32LE((broken.readUInt32LE(broken.length - 8) ^ 1) >>> 0, broken.length - 8);
    assert.throws(() => gunzipSync(broken), /incorrect data check/);
  });

  it('is no archive to anybody when its end is missing, wherever it was cut', async () => {
    const packed = await collect(parallelGzip(new Pieces(mixed.slice(0, 40)), 2));
    for (let cut = 1; cut < 2000; cut = Math.ceil(cut * 1.5)) {
      assert.throws(() => gunzipSync(packed.subarray(0, -cut)), /unexpected end of file/, String(cut));
    }
  });

  it('is empty where there is nothing', async () => {
    const packed = await collect(parallelGzip(new Pieces([]), 2));
    assert.equal(gunzipSync(packed).length, 0);
  });

  it('fails with what its pieces fail with, at any place, and waits for what was under way', async () => {
    for (const place of [0, 1, 2, 5]) {
      const failure = new Error('unreadable');
      const pieces = new Pieces(Array.from({ length: place }, () => Buffer.alloc(300_000, 'text ')));
      const failing = (async function* () {
        yield* pieces;
        throw failure;
      })();
      await assert.rejects(collect(parallelGzip(failing, 3)), failure);
      assert.ok(
        pieces.returned.every((times) => times === 1),
        String(pieces.returned),
      );
    }
  });

  it('stops when nobody reads on, with its pieces ended', async () => {
    let isEnded = false;
    const pieces = new Pieces(Array.from({ length: 50 }, () => Buffer.alloc(300_000, 'text ')));
    const endless = (async function* () {
      try {
        yield* pieces;
      } finally {
        isEnded = true;
      }
    })();
    let seen = 0;
    for await (const { done } of parallelGzip(endless, 3)) {
      done();
      if (++seen === 5) break;
    }
    assert.ok(isEnded);
    assert.ok(pieces.given < 10, `${pieces.given} were asked for`);
    assert.ok(pieces.returned.every((times) => times === 1));
  });

  it('asks for no more pieces than it has lanes before it is asked', async () => {
    for (const lanes of [1, 3]) {
      const pieces = new Pieces(Array.from({ length: 50 }, () => randomBytes(100_000)));
      const compressed = parallelGzip(pieces, lanes);
      await compressed.next();
      assert.equal(pieces.given, 0);
      await compressed.next();
      await sleep(50);
      assert.ok(pieces.given <= lanes, `${pieces.given} with ${lanes} lanes`);
      await compressed.return(undefined);
    }
  });

  it('works in other threads: the caller goes on meanwhile', async () => {
    const pieces = new Pieces(
      Array.from({ length: 40 }, () => CONTENTS['hex']?.(262_144) ?? Buffer.alloc(0)),
    );
    let turns = 0;
    const ticking = setInterval(() => turns++, 1);
    const began = performance.now();
    await collect(parallelGzip(pieces, 2));
    const took = performance.now() - began;
    clearInterval(ticking);
    assert.ok(turns > took / 50, `${turns} turns in ${took} ms`);
  });
});
