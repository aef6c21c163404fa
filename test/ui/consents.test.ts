import assert from 'node:assert/strict';
import { Consents } from '../../src/ui/consents.ts';
import { MemoryState } from './memory-state.ts';

describe('consents', () => {
  it('are kept once per registry, whatever it is called, and taken back', async () => {
    const state = new MemoryState();
    const consents = new Consents(state);
    assert.deepEqual(consents.all(), []);
    await consents.give(['Registry.example:5000', 'index.docker.io']);
    await consents.give(['docker.io', 'other.example']);
    assert.deepEqual(new Consents(state).all(), ['registry.example:5000', 'docker.io', 'other.example']);
    await consents.revoke('registry-1.docker.io');
    assert.deepEqual(consents.all(), ['registry.example:5000', 'other.example']);
  });

  it('are none where the state is garbage', async () => {
    const state = new MemoryState();
    await state.update('loginConsents', { all: true });
    assert.deepEqual(new Consents(state).all(), []);
  });
});
