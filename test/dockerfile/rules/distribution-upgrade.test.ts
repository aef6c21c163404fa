import assert from 'node:assert/strict';
import { distributionUpgrade } from '../../../src/dockerfile/rules/distribution-upgrade.ts';
import { fixed, wordsOf } from './shell-rule.ts';

describe('DL3035', () => {
  const wrong: [string, string[]][] = [
    ['RUN zypper -n dup', ['dup']],
    ['RUN a && zypper dist-upgrade -y', ['dist-upgrade']],
  ];
  for (const [text, words] of wrong) {
    it(`finds ${JSON.stringify(text)}`, () => {
      assert.deepEqual(wordsOf(distributionUpgrade, text), words);
    });
  }

  const right: string[] = [
    'RUN zypper update',
    'RUN zypper install dup=1',
    'RUN apt-get dist-upgrade',
    'RUN zypper',
  ];
  for (const text of right) {
    it(`leaves ${JSON.stringify(text)}`, () => {
      assert.deepEqual(wordsOf(distributionUpgrade, text), []);
    });
  }

  const fixes: [string, string | undefined][] = [['RUN zypper dup', undefined]];
  for (const [before, after] of fixes) {
    it(`repairs ${JSON.stringify(before)}`, () => {
      assert.equal(fixed(distributionUpgrade, before), after);
    });
  }
});
