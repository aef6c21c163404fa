import assert from 'node:assert/strict';
import { formatBytes } from '../../../src/ui/text/bytes.ts';

describe('formatBytes', () => {
  it('uses decimal units with one digit where it matters', () => {
    assert.deepEqual([0, 999, 1000, 12_345_678, 999_949, 999_950, 123_456_789, 5e15].map(formatBytes), [
      '0 B',
      '999 B',
      '1.0 kB',
      '12.3 MB',
      '1000 kB',
      '1.0 MB',
      '123 MB',
      '5000 TB',
    ]);
  });
});
