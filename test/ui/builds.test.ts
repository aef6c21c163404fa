import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { History } from '../../src/build/history.ts';
import { Builds } from '../../src/ui/builds.ts';
import { recordOf, STARTED } from './samples.ts';

const ended = '2026-01-02T10:01:02.000Z';
const succeeded = {
  type: 'result',
  result: {
    outcome: 'succeeded',
    startedAt: STARTED,
    endedAt: ended,
    digest: 'sha256:abc',
    images: [],
    warnings: [],
  },
} as const;

const nowhere = (): Promise<boolean> => Promise.resolve(false);

describe('Builds', () => {
  let folder = '';
  let errors: unknown[] = [];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'kaniko-build-'));
    errors = [];
  });

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
    assert.deepEqual(errors, []);
  });

  function open(): Builds {
    return new Builds(new History(folder), (error) => errors.push(error));
  }

  it('survive a restart, newest first', async () => {
    const builds = open();
    for (const [id, at] of [
      ['kb-a-1', '2026-01-01T00:00:00.000Z'],
      ['kb-b-2', '2026-01-03T00:00:00.000Z'],
      ['kb-c-3', '2026-01-02T00:00:00.000Z'],
    ] as const) {
      builds.add(recordOf(id, at));
      builds.apply(id, succeeded);
      await builds.settled(id);
    }
    const again = open();
    assert.deepEqual(await again.load(new Date(), nowhere), []);
    assert.deepEqual(
      again.all().map(({ id, state }) => `${id} ${state}`),
      ['kb-b-2 succeeded', 'kb-c-3 succeeded', 'kb-a-1 succeeded'],
    );
  });

  it('that ran when the window closed are lost, with a reason, and stay so', async () => {
    const builds = open();
    builds.add(recordOf('kb-a-1'));
    builds.apply('kb-a-1', { type: 'state', at: STARTED, state: 'building' });
    await builds.settled('kb-a-1');
    const again = open();
    const interrupted = await again.load(new Date(ended), nowhere);
    assert.deepEqual(
      interrupted.map(({ id }) => id),
      ['kb-a-1'],
    );
    const [record] = again.all();
    assert.equal(record?.state, 'lost');
    assert.equal(record.endedAt, ended);
    assert.equal(record.result?.failure?.code, 'pod-lost');
    await again.settled('kb-a-1');
    assert.deepEqual(await open().load(new Date(), nowhere), []);
  });

  it('that another window runs are followed until they are over there, or that window is gone', async () => {
    const there = open();
    for (const id of ['kb-a-1', 'kb-b-2']) {
      there.add(recordOf(id));
      await there.settled(id);
    }
    const here = open();
    assert.deepEqual(await here.load(new Date(), () => Promise.resolve(true)), []);
    assert.equal(here.someElsewhere, true);
    assert.equal(here.running().length, 2);
    there.apply('kb-a-1', succeeded);
    await there.settled('kb-a-1');
    const interrupted = await here.load(new Date(), nowhere);
    assert.deepEqual(
      interrupted.map(({ id }) => id),
      ['kb-b-2'],
    );
    assert.equal(here.get('kb-a-1')?.state, 'succeeded');
    assert.equal(here.get('kb-b-2')?.state, 'lost');
    assert.equal(here.someElsewhere, false);
    await here.settled('kb-b-2');
  });

  it('write the latest version, however fast the events come', async () => {
    const builds = open();
    builds.add(recordOf('kb-a-1'));
    for (let index = 0; index < 50; index += 1) {
      builds.apply('kb-a-1', {
        type: 'step',
        step: {
          index,
          instruction: `RUN ${String(index)}`,
          state: 'succeeded',
          startedAt: STARTED,
          endedAt: ended,
        },
      });
    }
    builds.apply('kb-a-1', succeeded);
    await builds.settled('kb-a-1');
    const [record] = await new History(folder).load();
    assert.equal(record?.steps.length, 50);
    assert.equal(record.state, 'succeeded');
  });

  it('tell what changed, and keep the upload only while it runs', async () => {
    const builds = open();
    const told: (string | undefined)[] = [];
    const listener = builds.onDidChange((id) => told.push(id));
    builds.add(recordOf('kb-a-1'));
    const upload = {
      type: 'upload',
      at: STARTED,
      bytes: 1,
      totalBytes: 2,
      files: 0,
      totalFiles: 1,
      sentBytes: 1,
      done: false,
    } as const;
    builds.apply('kb-a-1', upload);
    assert.equal(builds.upload('kb-a-1'), upload);
    assert.equal(builds.running().length, 1);
    builds.apply('kb-a-1', { type: 'log', at: STARTED, level: 'info', text: 'changes nothing' });
    builds.apply('kb-a-1', succeeded);
    assert.equal(builds.upload('kb-a-1'), undefined);
    assert.equal(builds.running().length, 0);
    listener.dispose();
    builds.apply('kb-unknown', succeeded);
    assert.deepEqual(told, [undefined, 'kb-a-1', 'kb-a-1']);
    await builds.settled('kb-a-1');
  });

  it('beyond the size of the history are removed, but never one that runs', async () => {
    const builds = open();
    builds.add(recordOf('kb-old-1', '2026-01-01T00:00:00.000Z'));
    for (const day of [2, 3, 4]) {
      builds.add(recordOf(`kb-x-${String(day)}`, `2026-01-0${String(day)}T00:00:00.000Z`));
      builds.apply(`kb-x-${String(day)}`, succeeded);
    }
    await builds.keepLatest(1);
    assert.deepEqual(
      builds.all().map(({ id }) => id),
      ['kb-x-4', 'kb-old-1'],
    );
    await builds.settled('kb-old-1');
    assert.deepEqual((await new History(folder).load()).map(({ id }) => id).sort(), ['kb-old-1', 'kb-x-4']);
  });

  it('report a history that cannot be written', async () => {
    const builds = new Builds(new History('/dev/null/nowhere'), (error) => errors.push(error));
    builds.add(recordOf('kb-a-1'));
    await builds.settled('kb-a-1');
    assert.equal(errors.length, 1);
    errors = [];
  });
});
