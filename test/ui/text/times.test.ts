import assert from 'node:assert/strict';
import { formatAgo } from '../../../src/ui/text/ago.ts';
import { between, formatBuildTime, formatDuration, formatElapsed } from '../../../src/ui/text/duration.ts';

describe('times', () => {
  it('are told in the units that matter', () => {
    for (const [milliseconds, text] of [
      [-5, '0.0s'],
      [340, '0.3s'],
      [9_940, '9.9s'],
      [9_960, '10s'],
      [59_400, '59s'],
      [59_600, '1m 0s'],
      [62_000, '1m 2s'],
      [3_599_700, '1h 0m'],
      [3_780_000, '1h 3m'],
    ] as const) {
      assert.equal(formatDuration(milliseconds), text);
    }
    assert.equal(formatBuildTime(400), '0.4s');
    assert.equal(formatBuildTime(4_900), '4s');
    assert.equal(formatElapsed(1_900), '1s');
    assert.equal(formatElapsed(61_900), '1m 1s');
  });

  it('say how long ago', () => {
    const at = '2026-01-02T10:00:00.000Z';
    const ago = (seconds: number): string => formatAgo(at, Date.parse(at) + seconds * 1000);
    assert.deepEqual([-3, 59, 60, 3599, 3600, 86_399, 86_400, 172_800].map(ago), [
      'just now',
      'just now',
      '1 min ago',
      '59 min ago',
      '1 h ago',
      '23 h ago',
      'yesterday',
      '2 days ago',
    ]);
  });

  it('lie between two moments, or one and now', () => {
    assert.equal(between('2026-01-02T10:00:00Z', '2026-01-02T10:00:01.5Z', 0), 1500);
    assert.equal(between('2026-01-02T10:00:00Z', undefined, Date.parse('2026-01-02T10:00:02Z')), 2000);
  });
});
