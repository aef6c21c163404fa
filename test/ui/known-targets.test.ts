import assert from 'node:assert/strict';
import { KnownTargets } from '../../src/ui/known-targets.ts';
import { MemoryState } from './memory-state.ts';

const TARGET = { context: 'dev', cluster: 'dev', server: 'https://dev:6443', namespace: 'team' };

describe('known targets', () => {
  it('are those where a build went, until the context leads elsewhere', async () => {
    const known = new KnownTargets(new MemoryState());
    assert.equal(known.has(TARGET), false);
    await known.add(TARGET);
    assert.equal(known.has(TARGET), true);
    assert.equal(known.has({ ...TARGET, server: 'https://prod:6443' }), false);
    assert.equal(known.has({ ...TARGET, namespace: 'other' }), false);
  });

  it('are bounded, the latest kept, and survive what another version wrote', async () => {
    const state = new MemoryState();
    await state.update('targets', { some: 'thing' });
    const known = new KnownTargets(state);
    for (let index = 0; index < 60; index++) await known.add({ ...TARGET, namespace: `n${index}` });
    assert.equal(known.has({ ...TARGET, namespace: 'n59' }), true);
    assert.equal(known.has({ ...TARGET, namespace: 'n0' }), false);
  });
});
