import assert from 'node:assert/strict';
import { chmodSync, lstatSync, writeFileSync } from 'node:fs';
import { Slices } from '../../src/context/slices.ts';
import { StatQueue } from '../../src/context/stat-queue.ts';
import { TempFolder } from './temp-folder.ts';

/** So many that a thread is worth it. */
const FILES = 6000;

describe('context/stat-queue', function () {
  this.timeout(60_000);
  let temp: TempFolder;
  const names = Array.from({ length: FILES }, (_, index) => `file ${index}`);

  before(() => {
    temp = new TempFolder().write({ 'd/': '' });
    for (const [index, name] of names.entries()) writeFileSync(temp.join('d', name), 'x'.repeat(index % 100));
    for (const name of names.slice(0, 10)) chmodSync(temp.join('d', name), 0o755);
  });
  after(() => temp.remove());

  for (const [what, thread] of [
    ['in a thread and here', undefined],
    ['here, where the thread cannot start', '/none/stat-worker.js'],
    ['here, where the thread ends early', new URL('data:text/javascript,throw new Error("no memory left")')],
  ] as const) {
    it(`asks about very many files ${what}`, async () => {
      const queue = new StatQueue(temp.path, thread);
      try {
        const gone = queue.add('d/gone');
        const entries = names.map((name) => queue.add(`d/${name}`));
        const last = queue.add('d/gone too');
        const refused = await queue.finish(new Slices());
        assert.deepEqual(
          entries.map(({ size, mode }) => [size, mode]),
          names.map((name) => {
            const { size, mode } = lstatSync(temp.join('d', name));
            return [size, mode & 0o7777];
          }),
        );
        assert.deepEqual(refused, new Set([gone, last]));
      } finally {
        queue.close();
      }
    });
  }
});
