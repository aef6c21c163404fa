import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { upload, type UploadProgress } from '../../src/build/upload.ts';
import type { StdinStream } from '../../src/kube/api.ts';

/** A connection that takes each chunk when `taking` says so, and only then reads its memory. */
class Wire implements StdinStream {
  readonly did: string[] = [];
  bytes = '';
  readonly #taking: (call: number) => Promise<void>;
  #calls = 0;

  constructor(taking: (call: number) => Promise<void> = () => Promise.resolve()) {
    this.#taking = taking;
  }

  async write(chunk: Uint8Array): Promise<void> {
    await this.#taking(this.#calls++);
    this.bytes += Buffer.from(chunk).toString();
  }

  async flush(): Promise<void> {
    this.did.push('flush');
    await this.#taking(this.#calls++);
  }

  async end(): Promise<void> {
    this.did.push('end');
    await this.#taking(this.#calls++);
  }

  destroy(): void {
    this.did.push('destroy');
  }
}

/** Chunks in one piece of memory that is used again, as packContext gives them. */
async function* reused(...texts: readonly string[]): AsyncGenerator<Uint8Array, undefined, undefined> {
  const memory = Buffer.alloc(16);
  for (const text of texts) {
    yield memory.subarray(0, memory.write(text));
    await sleep(1);
    memory.fill('x');
  }
}

interface Told {
  readonly progress: UploadProgress[];
  readonly stalls: number[];
  readonly done: Promise<void>;
}

function start(wire: Wire, context: AsyncIterable<Uint8Array>, signal = new AbortController().signal): Told {
  const progress: UploadProgress[] = [];
  const stalls: number[] = [];
  const listener = {
    onProgress: (one: UploadProgress) => void progress.push(one),
    onStalled: (seconds: number) => void stalls.push(seconds),
    onHandedOver: () => void wire.did.push('handed over'),
  };
  return { progress, stalls, done: upload(context, wire, signal, listener, 40) };
}

describe('build/upload', () => {
  it('is done with each chunk before it asks for the next', async () => {
    const wire = new Wire(() => sleep(5));
    const { progress, done } = start(wire, reused('one ', 'two ', 'three'));
    await done;
    assert.equal(wire.bytes, 'one two three');
    assert.deepEqual(progress.at(-1), { sentBytes: 13, done: true });
    assert.ok(progress.slice(0, -1).every((one) => !one.done));
  });

  it('says when the last byte was handed over, and ends then', async () => {
    const wire = new Wire();
    await start(wire, reused('all')).done;
    assert.deepEqual(wire.did, ['flush', 'handed over', 'end']);
  });

  it('tells of a standstill, again and again, and when it is over', async () => {
    const wire = new Wire((call) => (call === 1 ? sleep(200) : Promise.resolve()));
    const { stalls, done } = start(wire, reused('a', 'b', 'c'));
    await done;
    assert.ok(stalls.length >= 3, String(stalls));
    assert.equal(stalls.at(-1), 0);
    assert.ok(stalls.filter((seconds) => seconds > 0).length >= 2, String(stalls));
    const told = stalls.length;
    await sleep(100);
    assert.equal(stalls.length, told);
  });

  it('tells of no standstill while bytes move', async () => {
    const wire = new Wire(() => sleep(2));
    const { stalls, done } = start(wire, reused(...Array.from({ length: 50 }, () => 'x')));
    await done;
    assert.deepEqual(stalls, []);
  });

  it('drops the connection when the context fails: its container must not take half of it for the whole', async () => {
    const failure = new Error('the file changed');
    const wire = new Wire();
    await assert.rejects(
      start(
        wire,
        (async function* () {
          yield* reused('half');
          throw failure;
        })(),
      ).done,
      failure,
    );
    assert.deepEqual(wire.did, ['destroy']);
  });

  for (const [when, call] of [
    ['a chunk', 1],
    ['the last of them', 3],
    ['the end', 4],
  ] as const) {
    it(`fails when ${when} is not taken`, async () => {
      const failure = new Error('reset');
      const wire = new Wire((seen) => (seen === call ? Promise.reject(failure) : Promise.resolve()));
      const { progress, done } = start(wire, reused('a', 'b', 'c'));
      await assert.rejects(done, failure);
      assert.equal(wire.did.at(-1), 'destroy');
      assert.equal(wire.did.includes('handed over'), call === 4);
      assert.ok(progress.every((one) => !one.done));
    });
  }

  it('ends with the reason of an abort, and asks for no more', async () => {
    const reason = new Error('enough');
    const abort = new AbortController();
    const wire = new Wire((call) => {
      if (call === 1) abort.abort(reason);
      return Promise.resolve();
    });
    await assert.rejects(start(wire, reused('a', 'b', 'c', 'd'), abort.signal).done, reason);
    assert.equal(wire.bytes, 'ab');
    assert.deepEqual(wire.did, ['destroy']);
  });
});
