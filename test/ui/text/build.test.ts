import assert from 'node:assert/strict';
import { recordEvent } from '../../../src/build/record.ts';
import { buildDescription, buildName, buildSpoken } from '../../../src/ui/text/build.ts';
import { progressText } from '../../../src/ui/text/progress.ts';
import { stepDescription, stepSpoken } from '../../../src/ui/text/step.ts';
import { recordOf, STARTED } from '../samples.ts';

const started = Date.parse(STARTED);
const failed = recordEvent(recordOf(), {
  type: 'result',
  result: {
    outcome: 'failed',
    startedAt: STARTED,
    endedAt: '2026-01-02T10:01:02.000Z',
    images: [],
    warnings: [],
    failure: { code: 'unknown', message: 'why' },
  },
});
const building = recordEvent(recordOf(), { type: 'state', at: STARTED, state: 'building' });

describe('build texts', () => {
  it('name a build without its registry', () => {
    assert.equal(buildName(recordOf()), 'team/app:1.2');
  });

  it('describe how it stands or ended, and when', () => {
    assert.equal(buildDescription(failed, started + 62_000 + 4 * 60_000), 'failed in 1m 2s · 4 min ago');
    assert.equal(buildDescription(building, started + 12_300), 'building · 12s');
  });

  it('say the same to a screen reader', () => {
    assert.equal(buildSpoken(failed, started + 302_000), 'team/app:1.2, failed in 1m 2s, 4 min ago');
    assert.equal(buildSpoken(building, started + 12_300), 'team/app:1.2, building, 12s');
  });

  it('tell the progress of the upload and the running step', () => {
    const uploading = recordEvent(recordOf(), { type: 'state', at: STARTED, state: 'uploading' });
    const upload = {
      type: 'upload',
      at: STARTED,
      bytes: 1_500_000,
      totalBytes: 40e6,
      files: 12,
      totalFiles: 345,
      sentBytes: 1,
      done: false,
    } as const;
    assert.equal(
      progressText(uploading, upload),
      'uploading the context: 1.5 MB of 40.0 MB, 12 of 345 files',
    );
    const detail = 'nothing moves';
    const stalled = recordEvent(uploading, { type: 'state', at: STARTED, state: 'uploading', detail });
    assert.match(progressText(stalled, upload), / of 345 files\. nothing moves$/);
    assert.equal(progressText(uploading, undefined), 'uploading the context');
    const instruction = 'RUN echo [x](command:evil)';
    const step = { index: 0, instruction, state: 'running', startedAt: STARTED } as const;
    assert.equal(
      progressText(recordEvent(building, { type: 'step', step }), undefined),
      'RUN echo [x] (command:evil)',
    );
    const waiting = recordEvent(recordOf(), {
      type: 'state',
      at: STARTED,
      state: 'waiting',
      detail: 'pulling',
    });
    assert.equal(progressText(waiting, undefined), 'waiting for the Pod: pulling');
  });

  it('describe a step with its time and cache mark', () => {
    const step = { index: 0, instruction: 'RUN make', startedAt: STARTED } as const;
    const endedAt = '2026-01-02T10:00:00.300Z';
    const cached = { ...step, state: 'succeeded', endedAt, cache: 'hit' } as const;
    assert.equal(stepDescription(cached, 0), '0.3s · cached');
    assert.equal(stepSpoken(cached, 0), 'RUN make, succeeded, 0.3s, cached');
    assert.equal(stepDescription({ ...step, state: 'running' }, started + 4_900), '4s');
  });
});
