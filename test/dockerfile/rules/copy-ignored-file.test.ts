import assert from 'node:assert/strict';
import { kanikoFeatures } from '../../../src/builders/kaniko/features.ts';
import { copyIgnoredFile } from '../../../src/dockerfile/rules/copy-ignored-file.ts';
import { findingsWith, placesOf } from './buildkit-case.ts';

describe('CopyIgnoredFile', () => {
  const ignored = (path: string) => (/^(?:a|b\/c)$/.test(path) ? { line: 3, pattern: 'x*' } : undefined);
  const cases: [string, string[]][] = [
    ['COPY a /x', ['2: a']],
    ['COPY ./a /x', ['2: ./a']],
    ['COPY q /b/c/ b/c/ /x', ['2: /b/c/']],
    ['ADD "a" /x', ['2: "a"']],
    ['COPY ["a", "/x"]', ['2: "a"']],
    ['ENV A=a\nCOPY $A /x', ['3: $A']],
    ['COPY --from=s a /x', []],
    ['COPY q /x', []],
    ['COPY . /x', []],
    ['COPY a* /x', []],
    ['COPY $a /x', []],
    ['COPY <<a /x\na\n', []],
    ['ADD https://a /x', []],
  ];
  for (const [text, places] of cases) {
    it(`finds ${JSON.stringify(places)} in ${JSON.stringify(text)}`, () => {
      assert.deepEqual(placesOf(copyIgnoredFile, `FROM a\n${text}`, { ignored }), places);
    });
  }

  it('is silent without an ignore file', () => {
    assert.deepEqual(placesOf(copyIgnoredFile, 'FROM a\nCOPY a /x'), []);
  });

  it('names the line, and is an error where the builder goes on', () => {
    const builder = { id: 'kaniko', flavour: 'google', name: 'kaniko', features: kanikoFeatures.google };
    const [plain] = findingsWith(copyIgnoredFile, 'FROM a\nCOPY a /x', { ignored });
    const [wrong] = findingsWith(copyIgnoredFile, 'FROM a\nCOPY a /x', { ignored, builder });
    assert.match(plain?.message ?? '', /line 3: x\*/);
    assert.equal(plain?.severity, undefined);
    assert.equal(wrong?.severity, 'error');
  });
});
