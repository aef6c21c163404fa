import assert from 'node:assert/strict';
import { shortDigest, shortReference } from '../../../src/ui/text/reference.ts';

describe('reference texts', () => {
  it('leave out the registry and nothing else', () => {
    assert.deepEqual(
      ['r.example.com/team/app:1.2', 'localhost/app', 'localhost:5000/app', 'team/app', 'busybox:1'].map(
        shortReference,
      ),
      ['team/app:1.2', 'app', 'app', 'team/app', 'busybox:1'],
    );
  });

  it('shorten a digest', () => {
    assert.equal(shortDigest(`sha256:${'0123456789abcdef'.repeat(4)}`), 'sha256:0123456789ab');
    assert.equal(shortDigest('odd'), 'odd');
  });
});
