import assert from 'node:assert/strict';
import { StepTracker } from '../../src/build/steps.ts';

describe('StepTracker', () => {
  it('begins a step where the one before it ends', () => {
    const tracker = new StepTracker();
    assert.deepEqual(tracker.read({ kind: 'stage', name: 'make' }, 't0'), []);
    const copy = { index: 0, stage: 'make', instruction: 'COPY a /', startedAt: 't1' };
    assert.deepEqual(tracker.read({ kind: 'step', instruction: 'COPY a /' }, 't1'), [
      { ...copy, state: 'running' },
    ]);
    const run = { index: 1, stage: 'make', instruction: 'RUN b', startedAt: 't2' };
    assert.deepEqual(tracker.read({ kind: 'step', instruction: 'RUN b' }, 't2'), [
      { ...copy, state: 'succeeded', endedAt: 't2' },
      { ...run, state: 'running' },
    ]);
    assert.deepEqual(tracker.finish('failed', 't3'), [{ ...run, state: 'failed', endedAt: 't3' }]);
    assert.deepEqual(tracker.finish('failed', 't4'), []);
  });

  it('keeps a cache result that was announced before the step began, within its stage', () => {
    const tracker = new StepTracker();
    tracker.read({ kind: 'stage', name: 'one' }, 't0');
    assert.deepEqual(tracker.read({ kind: 'cache', result: 'hit', instruction: 'RUN a' }, 't0'), []);
    const [first] = tracker.read({ kind: 'step', instruction: 'RUN a' }, 't1');
    assert.equal(first?.cache, 'hit');
    tracker.read({ kind: 'stage', name: 'two' }, 't2');
    const [second] = tracker.read({ kind: 'step', instruction: 'RUN a' }, 't3');
    assert.equal(second?.cache, undefined);
    assert.equal(second?.stage, 'two');
  });

  it('gives the running step the cache result that its own log shows', () => {
    const tracker = new StepTracker();
    tracker.read({ kind: 'step', instruction: 'RUN a' }, 't1');
    const [changed] = tracker.read({ kind: 'cache', result: 'hit' }, 't2');
    assert.equal(changed?.cache, 'hit');
    assert.equal(changed.state, 'running');
  });

  it('ends the last step when the push begins', () => {
    const tracker = new StepTracker();
    tracker.read({ kind: 'step', instruction: 'RUN a' }, 't1');
    const [ended] = tracker.read({ kind: 'pushing', reference: 'r/i:1' }, 't2');
    assert.equal(ended?.endedAt, 't2');
  });
});
