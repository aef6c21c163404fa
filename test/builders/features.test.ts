import assert from 'node:assert/strict';
import { builderProfiles } from '../../src/builder-profiles.ts';
import { kanikoFeatures } from '../../src/builders/kaniko/features.ts';
import type { BuilderFeatures } from '../../src/dockerfile/lint/builder-features.ts';

describe('builders/features', () => {
  const all: [string, BuilderFeatures][] = [
    ...Object.entries(kanikoFeatures),
    ...builderProfiles.flatMap(({ id, flavours }) =>
      flavours.map((flavour): [string, BuilderFeatures] => [`${id} ${flavour.id}`, flavour.features]),
    ),
  ];
  for (const [name, features] of all) {
    it(`says for ${name} what happens, in a sentence that follows its name`, () => {
      assert.ok(Object.keys(features).length > 5);
      for (const { reason, until } of Object.values(features)) {
        assert.match(reason(), /^[a-z].*\.$/);
        assert.match(until ?? '1.2.3', /^\d+\.\d+\.\d+$/);
      }
    });
  }

  it('has reasons for what is silently wrong', () => {
    assert.equal(kanikoFeatures.google['run-heredoc']?.how, 'wrong');
    assert.equal(kanikoFeatures.osscontainertools['run-quoted-heredoc']?.how, 'wrong');
    assert.equal(kanikoFeatures.osscontainertools['copy-parents']?.how, 'wrong');
  });
});
