import assert from 'node:assert/strict';
import type { PreflightItem } from '../../../src/build/preflight/report.ts';
import { itemRemedies } from '../../../src/ui/preflight/item-remedy.ts';

const ITEM: PreflightItem = { id: 'pod', status: 'no', title: 'The Pod' };

describe('the button for an item of the preflight', () => {
  it('opens the setting that the advice names first', () => {
    const remedy = 'Set it in the settings kanikoBuild.resources.requests and kanikoBuild.resources.limits.';
    assert.deepEqual(itemRemedies({ ...ITEM, code: 'admission-refused', remedy }, 'kaniko'), [
      { kind: 'settings', key: 'kanikoBuild.resources.requests' },
    ]);
  });

  it('is else what helps after the failure', () => {
    const edited = (item: Partial<PreflightItem>): unknown => itemRemedies({ ...ITEM, ...item }, 'kaniko')[0];
    assert.deepEqual(edited({ code: 'cluster-forbidden' }), { kind: 'edit', question: 'namespace' });
    assert.deepEqual(edited({ code: 'push-refused', status: 'unknown' }), {
      kind: 'edit',
      question: 'credentials',
    });
    assert.deepEqual(edited({ id: 'namespace', code: 'object-invalid' }), {
      kind: 'edit',
      question: 'namespace',
    });
  });

  it('opens the settings of a builder that does not fit', () => {
    for (const code of ['builder-unfit', 'usage'] as const)
      assert.deepEqual(itemRemedies({ ...ITEM, code }, 'kaniko'), [
        { kind: 'settings', key: 'kanikoBuild.kaniko' },
      ]);
  });

  it('corrects a Secret before it edits the credentials', () => {
    const item: PreflightItem = { ...ITEM, code: 'push-refused', action: { kind: 'correct-secret' } };
    assert.deepEqual(itemRemedies(item, 'kaniko'), [
      { kind: 'correct-secret' },
      { kind: 'edit', question: 'credentials' },
    ]);
  });

  it('is none where nothing is wrong or no button helps', () => {
    assert.deepEqual(itemRemedies({ ...ITEM, status: 'yes', code: 'push-refused' }, 'kaniko'), []);
    assert.deepEqual(itemRemedies(ITEM, 'kaniko'), []);
    assert.deepEqual(itemRemedies({ ...ITEM, code: 'permission' }, 'kaniko'), []);
  });
});
