import assert from 'node:assert/strict';
import { asksFor, readCheckOptions, skips } from '../../../src/dockerfile/lint/check-directive.ts';

describe('dockerfile/lint/check-directive', () => {
  const cases: [string, { skip?: string[]; experimental?: string[]; error?: boolean } | undefined][] = [
    ['', {}],
    ['skip=A', { skip: ['A'] }],
    ['skip=A,B;error=true', { skip: ['A', 'B'], error: true }],
    ['skip=A, B', { skip: ['A', ''] }],
    ['skip=A because of B', { skip: ['A'] }],
    ['skip=A;skip=B', { skip: ['B'] }],
    ['error=1', { error: true }],
    ['error=False', { error: false }],
    ['experimental=all;skip=A', { skip: ['A'], experimental: ['all'] }],
    ['error=yes', undefined],
    ['error', undefined],
    ['skip', undefined],
    ['Skip=A', undefined],
    ['other=A', undefined],
    ['skip=A;', undefined],
    ['skip = A', undefined],
  ];
  for (const [value, expected] of cases) {
    it(`reads ${JSON.stringify(value)}`, () => {
      const { skip = [], experimental = [], error = false } = expected ?? {};
      assert.deepEqual(
        readCheckOptions(value),
        expected && { skip: new Set(skip), experimental: new Set(experimental), error },
      );
    });
  }

  it('takes all for the rules of BuildKit that are not experimental', () => {
    const all = new Set(['all']);
    const ids = ['StageNameCasing', 'InvalidDefinitionDescription', 'DL3006', 'SC2086', 'KB1001'];
    assert.deepEqual(
      ids.filter((id) => skips(all, id)),
      ['StageNameCasing'],
    );
    assert.equal(skips(new Set(['stagenamecasing']), 'StageNameCasing'), false);
    assert.equal(skips(new Set(['InvalidDefinitionDescription']), 'InvalidDefinitionDescription'), true);
  });

  it('asks for experimental rules by their names or for all', () => {
    const asked = (...ids: string[]) => ({
      skip: new Set<string>(),
      experimental: new Set(ids),
      error: false,
    });
    assert.equal(asksFor(asked('all'), 'InvalidDefinitionDescription'), true);
    assert.equal(asksFor(asked('InvalidDefinitionDescription'), 'InvalidDefinitionDescription'), true);
    assert.equal(asksFor(asked('B'), 'InvalidDefinitionDescription'), false);
  });
});
