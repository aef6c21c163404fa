import assert from 'node:assert/strict';
import { numericUser } from '../../../src/dockerfile/rules/numeric-user.ts';
import { fixed, wordsOf } from './shell-rule.ts';

describe('DL3066', () => {
  const wrong: [string, string[]][] = [
    ['FROM a\nUSER app', ['app']],
    ['FROM a\nUSER app:0', ['app']],
    ['FROM a\nENV U=app\nUSER $U', ['$U']],
    ['FROM a\nUSER $U', ['$U']],
    ['FROM a\nARG U\nUSER ${U:-app}', ['${U:-app}']],
    ['FROM a\nUSER a\nFROM b\nUSER c', ['a', 'c']],
    ['FROM a\nUSER 1 2', ['1 2']],
  ];
  for (const [text, words] of wrong) {
    it(`finds ${JSON.stringify(text)}`, () => {
      assert.deepEqual(wordsOf(numericUser, text), words);
    });
  }

  const right: string[] = [
    'FROM a\nUSER 1000',
    'FROM a\nUSER 1:x',
    'FROM a\nUSER :1',
    'FROM a\nARG U\nUSER $U',
    'ARG U=x\nFROM a\nUSER ${U}',
    'FROM a\nONBUILD USER x',
    'FROM a\nUSER "1000"',
    'FROM a\nENV U=1000\nUSER $U',
    'FROM a\nUSER ${U:-1000}:${G:-1}',
    'FROM a\nUSER',
  ];
  for (const text of right) {
    it(`leaves ${JSON.stringify(text)}`, () => {
      assert.deepEqual(wordsOf(numericUser, text), []);
    });
  }

  const fixes: [string, string | undefined][] = [
    ['FROM a\nUSER root', 'FROM a\nUSER 0'],
    ['FROM a\nRUN useradd -m -u 1001 app\nUSER app:app', 'FROM a\nRUN useradd -m -u 1001 app\nUSER 1001:app'],
    ['FROM a\nRUN adduser -D --uid=7 app\nUSER app', 'FROM a\nRUN adduser -D --uid=7 app\nUSER 7'],
    ['FROM a\nRUN useradd -u 1001 app\nUSER other', undefined],
    ['FROM a\nRUN useradd -u $U app\nUSER app', undefined],
  ];
  for (const [before, after] of fixes) {
    it(`repairs ${JSON.stringify(before)}`, () => {
      assert.equal(fixed(numericUser, before), after);
    });
  }
});
