import assert from 'node:assert/strict';
import { lastUser } from '../../../src/dockerfile/rules/last-user.ts';
import { fixed, wordsOf } from './shell-rule.ts';

describe('DL3002', () => {
  const wrong: [string, string[]][] = [
    ['FROM a\nUSER root', ['root']],
    ['FROM a\nUSER 0:0\nRUN x', ['0:0']],
    ['FROM a\nUSER x\nUSER root:x', ['root:x']],
    ['FROM a\nUSER root\nFROM b\nUSER 0', ['root', '0']],
  ];
  for (const [text, words] of wrong) {
    it(`finds ${JSON.stringify(text)}`, () => {
      assert.deepEqual(wordsOf(lastUser, text), words);
    });
  }

  const right: string[] = [
    'USER root',
    'FROM a',
    'FROM a\nUSER root\nUSER x',
    'FROM a\nUSER ROOT',
    'FROM a\nONBUILD USER root',
    'FROM a\nUSER 00',
    'FROM a\nUSER x:root',
    'FROM a\nUSER',
  ];
  for (const text of right) {
    it(`leaves ${JSON.stringify(text)}`, () => {
      assert.deepEqual(wordsOf(lastUser, text), []);
    });
  }

  const fixes: [string, string | undefined][] = [['FROM a\nUSER root', undefined]];
  for (const [before, after] of fixes) {
    it(`repairs ${JSON.stringify(before)}`, () => {
      assert.equal(fixed(lastUser, before), after);
    });
  }
});
