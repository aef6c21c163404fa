import { strict as assert } from 'node:assert';
import { KubeError } from '../../src/kube/api.ts';
import type { KubeApi } from '../../src/kube/api.ts';
import { followLines } from '../../src/kube/resumable-log.ts';

/** A repeatable source of chance (mulberry32), so that a failure can be looked into. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const START = Date.parse('2026-11-23T03:16:36Z');
const WORDS = ['', 'ok', 'größer €', '🚀 done', 'x'.repeat(500), '\u001b[36mINFO\u001b[0m'];

interface LogLine {
  readonly time: number;
  readonly stamp: string;
  readonly text: string;
}

/** Two streams, each stamped in its own order and written a little late: stamps go back by up to 400 ms. */
function randomLog(random: () => number, count: number): LogLine[] {
  let clock = START;
  return Array.from({ length: count }, (_, index) => {
    clock += random() < 0.2 ? Math.floor(random() * 1500) : Math.floor(random() * 3);
    const time = clock - (random() < 0.3 ? Math.floor(random() * 400) : 0);
    const nanos = random() < 0.5 ? '000000' : '123456';
    const text = random() < 0.3 ? (WORDS[Math.floor(random() * WORDS.length)] ?? '') : `line ${index}`;
    return { time, stamp: new Date(time).toISOString().replace('Z', `${nanos}Z`), text };
  });
}

interface Cluster {
  readonly api: Pick<KubeApi, 'readLog'>;
  readonly isOver: () => Promise<boolean>;
  readonly reads: () => number;
}

/** A container that prints `lines` bit by bit while it is read, over connections that break anywhere. */
function flakyCluster(lines: readonly LogLine[], random: () => number, lastNewline: boolean): Cluster {
  let printed = 0;
  let reads = 0;
  let asked = 0;
  let lastReads = 0;
  const textOf = (line: LogLine, index: number): string =>
    `${line.stamp} ${line.text}${index < lines.length - 1 || lastNewline ? '\n' : ''}`;
  async function* readLog(
    _pod: string,
    _container: string,
    { follow, since }: { readonly follow: boolean; readonly since?: string },
  ): AsyncGenerator<Uint8Array> {
    reads++;
    await Promise.resolve();
    assert.ok(
      since === undefined || /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(since),
      'the server knows whole seconds only',
    );
    const from = since === undefined ? 0 : Date.parse(since);
    if (follow) printed = Math.min(lines.length, printed + Math.ceil(random() * 40));
    const visible = lines
      .slice(0, printed)
      .map(textOf)
      .filter((_text, index) => (lines[index]?.time ?? 0) >= from);
    const bytes = Buffer.from(visible.join(''));
    const broken = follow ? random() < 0.7 : ++lastReads < 3 && random() < 0.7;
    const end = broken ? Math.floor(random() * (bytes.length + 1)) : bytes.length;
    for (let start = 0; start < end;) {
      const next = Math.min(end, start + 1 + Math.floor(random() * 300));
      yield bytes.subarray(start, next);
      start = next;
    }
    if (broken && random() < 0.7) throw new KubeError('unreachable', 'cut');
    // A follow that ends in order says nothing: it may be a proxy's limit. Only the last read must be whole.
    if (broken && !follow) throw new KubeError('unavailable', 'cut');
  }
  return {
    api: { readLog },
    isOver: async () => Promise.resolve(printed === lines.length && ++asked > 1),
    reads: () => reads,
  };
}

async function all(cluster: Cluster): Promise<{ at: string; text: string }[]> {
  const found = [];
  const signal = new AbortController().signal;
  for await (const line of followLines(cluster.api, 'pod', 'c', {
    isOver: cluster.isOver,
    signal,
    delay: 0,
  })) {
    found.push(line);
  }
  return found;
}

describe('followLines', () => {
  it('gives every line once and in order, however the connections break', async () => {
    let reads = 0;
    for (let seed = 1; seed <= 100; seed++) {
      const random = chance(seed);
      const lines = randomLog(random, Math.floor(random() * 120));
      const cluster = flakyCluster(lines, random, random() < 0.5);
      const expected = lines.map(({ stamp, text }) => ({ at: stamp, text }));
      assert.deepEqual(await all(cluster), expected, `seed ${seed}`);
      reads += cluster.reads();
    }
    assert.ok(reads > 500, `the connections did break: ${reads} reads`);
  });
});
