import assert from 'node:assert/strict';
import { builderProfiles } from '../../src/builder-profiles.ts';
import { flavourOfImage } from '../../src/build/flavour.ts';

const [kaniko, buildah] = builderProfiles;
assert.ok(kaniko !== undefined && buildah !== undefined);

describe('the flavour of an executor image', () => {
  const digest = `sha256:${'0'.repeat(64)}`;
  for (const [image, flavour] of [
    ['ghcr.io/osscontainertools/kaniko:v1.28.3-slim', 'osscontainertools'],
    ['martizih/kaniko', 'osscontainertools'],
    [`harbor.example:8443/ghcr/osscontainertools/kaniko@${digest}`, 'osscontainertools'],
    ['gcr.io/kaniko-project/executor:debug', 'google'],
    [`mirror.example/gcr.io/kaniko-project/executor:v1.23.2@${digest}`, 'google'],
    ['quay.io/strimzi/kaniko-executor:0.48.0', 'google'],
    ['cgr.dev/team.example/kaniko-fips:latest', 'chainguard'],
    ['proxy.example/cgr.dev/chainguard-private/kaniko', 'chainguard'],
    ['bitnami/kaniko:1.25.16', 'chainguard'],
    ['mirror.example/kaniko:v1.28.3', undefined],
    ['mirror.example/myosscontainertools/kaniko', undefined],
    ['not an image', undefined],
  ] as const)
    it(`of ${image} is ${flavour ?? 'unknown'}`, () =>
      assert.equal(flavourOfImage(kaniko, image)?.id, flavour));

  it('is each pinned image’s own, and the only one of a builder that has one', () => {
    for (const { id, image } of kaniko.flavours)
      if (image !== undefined) assert.equal(flavourOfImage(kaniko, image)?.id, id);
    assert.equal(flavourOfImage(buildah, 'mirror.example/anything')?.id, 'stable');
  });
});
