import assert from 'node:assert/strict';
import type { Engine } from '../../src/build/engine.ts';
import { loadOnce } from '../../src/ui/engine-loader.ts';

describe('loadOnce', () => {
  it('loads at the first use only, and again after a failure', async () => {
    const engine = {} as Engine;
    let loads = 0;
    const loader = loadOnce(() => {
      loads += 1;
      return loads === 1 ? Promise.reject(new Error('broken')) : Promise.resolve(engine);
    });
    assert.equal(loads, 0);
    await assert.rejects(loader(), /broken/);
    assert.equal(await loader(), engine);
    assert.equal(await loader(), engine);
    assert.equal(loads, 2);
  });
});
