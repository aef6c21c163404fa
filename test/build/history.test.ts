import assert from 'node:assert/strict';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BuildRequest } from '../../src/build/request.ts';
import { History } from '../../src/build/history.ts';
import { newRecord, recordEvent } from '../../src/build/record.ts';

const request: BuildRequest = {
  dockerfile: '/w/Dockerfile',
  context: '/w',
  destinations: ['r.example/i:1'],
  buildArgs: {},
  builder: { id: 'kaniko', flavour: 'google' },
  cluster: { kubeconfig: [], context: 'c', namespace: 'n' },
  credentials: { kind: 'none' },
  registries: { insecure: [], certificates: {} },
  limits: { startSeconds: 1, buildSeconds: 1 },
};

describe('History', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kaniko-build-history-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const record = (id: string, startedAt: string) => newRecord(id, request, startedAt);

  it('is empty where there is no folder yet', async () => {
    assert.deepEqual(await new History(join(folder, 'none')).load(), []);
  });

  it('keeps what was applied, and removes it with the record', async () => {
    const history = new History(folder);
    await history.save(record('kb-a', '2026-01-01T00:00:00.000Z'));
    assert.equal(await history.manifests('kb-a'), undefined);
    await history.saveManifests('kb-a', 'kind: Pod\n');
    assert.equal(await new History(folder).manifests('kb-a'), 'kind: Pod\n');
    await history.remove('kb-a');
    assert.deepEqual(await readdir(folder), []);
  });

  it('gives back what was saved, newest first', async () => {
    const history = new History(join(folder, 'new'));
    await history.save(record('kb-a', '2026-01-01T00:00:00.000Z'));
    await history.save(record('kb-b', '2026-01-02T00:00:00.000Z'));
    await history.save({ ...record('kb-a', '2026-01-01T00:00:00.000Z'), state: 'building' });
    const records = await new History(join(folder, 'new')).load();
    assert.deepEqual(
      records.map(({ id, state }) => [id, state]),
      [
        ['kb-b', 'preparing'],
        ['kb-a', 'building'],
      ],
    );
  });

  it('keeps the newest and deletes the others with their logs', async () => {
    const history = new History(folder, () => 2);
    for (const day of [1, 2, 3, 4]) {
      await history.save(record(`kb-${day}`, `2026-01-0${day}T00:00:00.000Z`));
      history.appendLog(`kb-${day}`, ['line']);
      await history.flush(`kb-${day}`);
    }
    const records = await history.load();
    assert.deepEqual(
      records.map(({ id }) => id),
      ['kb-4', 'kb-3'],
    );
    assert.deepEqual((await readdir(folder)).sort(), ['kb-3.json', 'kb-3.log', 'kb-4.json', 'kb-4.log']);
  });

  it('skips files that are no records', async () => {
    await writeFile(join(folder, 'kb-torn.json'), '{"version":1,"id":"kb-torn"');
    await writeFile(join(folder, 'kb-other.json'), '{"version":2,"id":"kb-other","startedAt":"","steps":[]}');
    const history = new History(folder);
    await history.save(record('kb-good', '2026-01-01T00:00:00.000Z'));
    assert.deepEqual(
      (await history.load()).map(({ id }) => id),
      ['kb-good'],
    );
  });

  it('writes log lines in the order of the calls', async () => {
    const history = new History(folder);
    const lines = Array.from({ length: 500 }, (_, index) => `line ${index}`);
    for (const line of lines) history.appendLog('kb-log', [line]);
    await history.flush('kb-log');
    assert.equal(await readFile(history.logPath('kb-log'), 'utf8'), `${lines.join('\n')}\n`);
  });

  it('takes no path for an id', async () => {
    const history = new History(folder);
    await assert.rejects(history.remove('../escape'), RangeError);
    assert.throws(() => history.logPath('a/b'), RangeError);
  });
});

describe('recordEvent', () => {
  const begun = newRecord('kb-a', request, 't0');

  it('keeps states, steps and the result, and no log', () => {
    const step = { index: 0, instruction: 'RUN a', state: 'running', startedAt: 't2' } as const;
    const result = {
      outcome: 'succeeded',
      startedAt: 't0',
      endedAt: 't3',
      images: [],
      warnings: [],
    } as const;
    let record = recordEvent(begun, { type: 'state', at: 't1', state: 'waiting', detail: 'no room' });
    assert.equal(record.detail, 'no room');
    record = recordEvent(record, { type: 'state', at: 't1', state: 'uploading' });
    assert.equal(record.detail, undefined);
    record = recordEvent(record, { type: 'step', step });
    record = recordEvent(record, { type: 'step', step: { ...step, state: 'succeeded', endedAt: 't3' } });
    assert.equal(recordEvent(record, { type: 'log', at: 't2', level: 'info', text: 'x' }), record);
    record = recordEvent(record, { type: 'result', result });
    assert.equal(record.state, 'succeeded');
    assert.equal(record.endedAt, 't3');
    assert.deepEqual(
      record.steps.map(({ state }) => state),
      ['succeeded'],
    );
  });
});
