import assert from 'node:assert/strict';
import { useradd } from '../../../src/dockerfile/rules/useradd.ts';
import { fixed, wordsOf } from './shell-rule.ts';

describe('DL3046', () => {
  const wrong: [string, string[]][] = [
    ['RUN useradd -u 123456 x', ['useradd']],
    ['RUN useradd -mu 123456 x', ['useradd']],
    ['RUN useradd -u $USER_ID x', ['useradd']],
    ['RUN useradd -u 1 -u 999999 x', ['useradd']],
  ];
  for (const [text, words] of wrong) {
    it(`finds ${JSON.stringify(text)}`, () => {
      assert.deepEqual(wordsOf(useradd, text), words);
    });
  }

  const right: string[] = [
    'RUN useradd -u 12345 x',
    'RUN useradd -lu 123456 x',
    'RUN useradd -u 123456 x --no-log-init',
    'RUN useradd x 123456',
    'RUN useradd --uid 123456 x',
    'RUN useradd -u $ID x',
    'RUN adduser -u 123456 x',
    'FROM a\nARG USER_ID=1000\nRUN useradd -u $USER_ID x',
    'RUN useradd -u',
  ];
  for (const text of right) {
    it(`leaves ${JSON.stringify(text)}`, () => {
      assert.deepEqual(wordsOf(useradd, text), []);
    });
  }

  const fixes: [string, string | undefined][] = [
    ['RUN useradd -u 123456 x', 'RUN useradd -l -u 123456 x'],
    [
      'RUN useradd -u 123456 x && useradd -u 123457 y',
      'RUN useradd -l -u 123456 x && useradd -l -u 123457 y',
    ],
  ];
  for (const [before, after] of fixes) {
    it(`repairs ${JSON.stringify(before)}`, () => {
      assert.equal(fixed(useradd, before), after);
    });
  }
});
