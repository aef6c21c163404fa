import assert from 'node:assert/strict';
import { builderProfiles } from '../../src/builder-profiles.ts';
import { chosenBuilder } from '../../src/linter/chosen-builder.ts';

describe('chosenBuilder', () => {
  it('has what the flavour deviates in, and the version of its image', () => {
    const google = chosenBuilder({ id: 'kaniko', flavour: 'google' }, builderProfiles);
    assert.equal(google?.name, 'kaniko Google (archived)');
    assert.equal(google.version, '1.24.0');
    assert.equal(google.features['add-checksum']?.how, 'differs');
    assert.equal(chosenBuilder({ id: 'buildah', flavour: 'stable' }, builderProfiles)?.name, 'buildah');
  });

  for (const [image, version] of [
    ['x/kaniko:v1.28.3', '1.28.3'],
    ['localhost:5000/buildah:1.28-debug@sha256:abc', '1.28'],
    ['localhost:5000.1/buildah', undefined],
    ['x/buildah:latest', undefined],
  ] as const) {
    it(`reads the version ${String(version)} from ${image}`, () => {
      const builder = chosenBuilder({ id: 'buildah', flavour: 'stable', image }, builderProfiles);
      assert.equal(builder?.version, version);
    });
  }

  it('knows no other', () => {
    assert.equal(chosenBuilder({ id: 'bazel', flavour: 'x' }, builderProfiles), undefined);
    assert.equal(chosenBuilder({ id: 'kaniko', flavour: 'x' }, builderProfiles), undefined);
  });
});
