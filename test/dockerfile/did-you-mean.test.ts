import assert from 'node:assert/strict';
import { didYouMean } from '../../src/dockerfile/did-you-mean.ts';

describe('dockerfile/did-you-mean', () => {
  const cases: [string, string[], string | undefined][] = [
    ['versio', ['VERSION', 'version'], 'version'],
    ['VERSION', ['version'], 'version'],
    ['vers', ['version'], undefined],
    ['TARGETARC', ['TARGETOS', 'TARGETARCH'], 'TARGETARCH'],
    ['BUILDPLATFROM', ['TARGETPLATFORM', 'BUILDPLATFORM'], 'BUILDPLATFORM'],
    ['foox', ['fooo', 'foo'], 'fooo'],
    ['B', ['A'], undefined],
    ['ab', ['cd'], undefined],
    ['x', [], undefined],
  ];
  for (const [name, candidates, expected] of cases) {
    it(`takes ${name} for ${expected ?? 'none'} of ${candidates.join(', ')}`, () => {
      assert.equal(didYouMean(name, candidates), expected);
    });
  }
});
