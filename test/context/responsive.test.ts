import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { mock } from 'node:test';
import { planContext } from '../../src/context/plan.ts';
import { selectContext } from '../../src/context/select.ts';
import { packContext } from '../../src/context/tar.ts';
import { WatchedContext } from '../../src/context/watched-context.ts';
import { TempFolder } from './temp-folder.ts';

/** Nothing else of the extension host may wait for longer, in milliseconds. */
const BOUND = 50;

/** In one folder: what is asked or sorted as a whole would take far more than the bound. */
const FILES = 40_000;

/** Of Node 24, on which tests run; the types are those of the editor's. */
const { threadCpuUsage } = process as NodeJS.Process & {
  readonly threadCpuUsage: (before?: NodeJS.CpuUsage) => NodeJS.CpuUsage;
};

/**
 * The most of the processor that this thread took without letting anything else come in between, in milliseconds. Time
 * in which the machine did something else does not count.
 */
async function longestTurn(work: () => Promise<unknown>): Promise<number> {
  let longest = 0;
  let isOver = false;
  let before = threadCpuUsage();
  const turn = (): void => {
    const { user, system } = threadCpuUsage(before);
    longest = Math.max(longest, (user + system) / 1000);
    before = threadCpuUsage();
    if (!isOver) setImmediate(turn);
  };
  turn();
  await work();
  await new Promise((resolve) => setImmediate(resolve));
  isOver = true;
  return longest;
}

describe('the context leaves the event loop to others', function () {
  this.timeout(240_000);
  let temp: TempFolder;
  let query: { readonly folder: string; readonly dockerfile: string };

  before(() => {
    temp = new TempFolder().write({
      Dockerfile: 'FROM a\nCOPY data/*.txt data /\nCOPY data/none-* data/gone /\n',
      '.dockerignore': '**/*.log\n!**/file-7.log\nunused\n',
      'data/': '',
    });
    for (let file = 0; file < FILES; file++) {
      writeFileSync(temp.join('data', `file-${file}.${file % 4 === 0 ? 'log' : 'txt'}`), '');
    }
    query = { folder: temp.path, dockerfile: temp.join('Dockerfile') };
  });
  after(() => temp.remove());

  const never = (what: string, work: () => Promise<unknown>): Mocha.Test =>
    it(`while it ${what}`, async () => {
      // A collection of garbage that other tests left may fall into one round, but not into all.
      const rounds: number[] = [];
      while (rounds.length < 3 && !rounds.some((longest) => longest < BOUND)) {
        rounds.push(await longestTurn(work));
      }
      assert.ok(Math.min(...rounds) < BOUND, `held for ${rounds.map(Math.round).join(', ')} ms`);
    });

  never('chooses, previews and judges all files of a very large folder', async () => {
    const state = await new WatchedContext(query).update([]);
    assert.ok(state.kind === 'ready' && state.preview.totals.files > FILES * 0.7);
  });

  never('looks again at what changed', async () => {
    const watched = new WatchedContext(query);
    await watched.update([]);
    const changed = Array.from({ length: 500 }, (_, file) => `data/file-${file}.txt`);
    assert.equal((await watched.update(changed)).kind, 'ready');
  });

  never('packs them', async () => {
    let bytes = 0;
    for await (const chunk of packContext(await planContext(query))) bytes += chunk.length;
    assert.ok(bytes > FILES);
  });

  it('looks at the clock after every question to the system, which a cold disk may take long to answer', async () => {
    let turns = 0;
    let isOver = false;
    const turn = (): void => {
      turns++;
      if (!isOver) setImmediate(turn);
    };
    const small = new TempFolder().write({ Dockerfile: 'FROM a\nCOPY . /\n' });
    for (let file = 0; file < 100; file++) small.write({ [`id_rsa-${file}`]: 'x' });
    let time = 0;
    // As if everything took longer than a slice.
    const clock = mock.method(performance, 'now', () => (time += 1000));
    try {
      turn();
      const watched = new WatchedContext({ folder: small.path, dockerfile: small.join('Dockerfile') });
      await watched.update([]);
    } finally {
      clock.mock.restore();
      isOver = true;
      small.remove();
    }
    // Once for each file's size and mode, and once for what may be a secret in it.
    assert.ok(turns >= 200, `${turns} turns`);
  });

  it('ends with the signal’s reason in the middle of a large folder', async () => {
    const abort = new AbortController();
    setImmediate(() => setImmediate(() => abort.abort(new Error('enough'))));
    await assert.rejects(selectContext({ ...query, signal: abort.signal }), /enough/);
  });
});
