import assert from 'node:assert/strict';
import { allBuilders } from '../../src/all-builders.ts';
import { builderProfiles } from '../../src/builder-profiles.ts';

describe('builders', () => {
  it('are the same, in the same order, where they are chosen and where they build', () => {
    assert.deepEqual(
      allBuilders.map(({ id, flavours }) => ({ id, flavours })),
      builderProfiles.map(({ id, flavours }) => ({ id, flavours })),
    );
  });
});
