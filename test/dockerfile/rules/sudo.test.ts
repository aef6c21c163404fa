import assert from 'node:assert/strict';
import { sudo } from '../../../src/dockerfile/rules/sudo.ts';
import { fixed, wordsOf } from './shell-rule.ts';

describe('DL3004', () => {
  const wrong: [string, string[]][] = [
    ['RUN sudo a', ['sudo']],
    ['RUN a && \\\n sudo b', ['sudo']],
    ['ONBUILD RUN sudo', ['sudo']],
    ['RUN ["sudo", "a"]', ['sudo']],
  ];
  for (const [text, words] of wrong) {
    it(`finds ${JSON.stringify(text)}`, () => {
      assert.deepEqual(wordsOf(sudo, text), words);
    });
  }

  const right: string[] = ['RUN apt-get install -y sudo', 'RUN which sudo', 'RUN /usr/bin/sudo a'];
  for (const text of right) {
    it(`leaves ${JSON.stringify(text)}`, () => {
      assert.deepEqual(wordsOf(sudo, text), []);
    });
  }

  const fixes: [string, string | undefined][] = [
    ['RUN sudo a b', 'RUN a b'],
    ['RUN sudo -E a && (sudo -H b)', 'RUN a && (b)'],
    ['RUN sudo -u x a', undefined],
    ['RUN sudo', undefined],
    ['RUN sudo A=b c', undefined],
    ['USER x\nRUN sudo a', undefined],
    ['USER root\nRUN sudo a', 'USER root\nRUN a'],
    ['RUN ["sudo", "a"]', undefined],
  ];
  for (const [before, after] of fixes) {
    it(`repairs ${JSON.stringify(before)}`, () => {
      assert.equal(fixed(sudo, before), after);
    });
  }
});
