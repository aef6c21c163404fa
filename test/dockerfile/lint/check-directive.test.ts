import assert from 'node:assert/strict';
import { namesRule, readCheckOptions } from '../../../src/dockerfile/lint/check-directive.ts';

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

  it('takes all for the rules of BuildKit', () => {
    const all = new Set(['all']);
    assert.deepEqual(
      ['StageNameCasing', 'DL3006', 'SC2086', 'KB1001'].filter((id) => namesRule(all, id)),
      ['StageNameCasing'],
    );
    assert.equal(namesRule(new Set(['stagenamecasing']), 'StageNameCasing'), false);
  });
});
