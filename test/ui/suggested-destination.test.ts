import assert from 'node:assert/strict';
import { parseReference } from '../../src/registry/reference.ts';
import { suggestedDestination } from '../../src/ui/suggested-destination.ts';

describe('suggestedDestination', () => {
  it('takes the prefix of the settings, else of a former destination, else makes none up', () => {
    const dockerfile = { path: '/work/My App_2/Dockerfile' };
    const used = 'r.example.com:5000/team/other:1';
    assert.equal(suggestedDestination(dockerfile, 'reg.io/x', used), 'reg.io/x/my-app-2:latest');
    assert.equal(suggestedDestination(dockerfile, '', used), 'r.example.com:5000/team/my-app-2:latest');
    assert.equal(suggestedDestination(dockerfile, '', undefined), undefined);
    assert.equal(suggestedDestination(dockerfile, '', 'busybox'), undefined);
  });

  it('is a valid reference for any folder', () => {
    for (const folder of ['', '---', '日本語', 'Ünïcode', 'a'.repeat(60), '.hidden']) {
      const suggested = suggestedDestination(
        { path: `/${folder}/Dockerfile` },
        'r.example.com/team',
        undefined,
      );
      assert.doesNotThrow(() => parseReference(suggested ?? ''));
    }
  });
});
