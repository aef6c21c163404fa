import assert from 'node:assert/strict';
import { RecentNamespaces } from '../../src/ui/recent-namespaces.ts';
import { MemoryState } from './memory-state.ts';

describe('RecentNamespaces', () => {
  it('keeps the last five of each context, latest first, each once', async () => {
    const recent = new RecentNamespaces(new MemoryState());
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f', 'c']) await recent.add('one', name);
    await recent.add('two', 'z');
    assert.deepEqual(recent.of('one'), ['c', 'f', 'e', 'd', 'b']);
    assert.deepEqual(recent.of('two'), ['z']);
    assert.deepEqual(recent.of('three'), []);
  });
});
