import assert from 'node:assert/strict';
import { wgetOrCurl } from '../../../src/dockerfile/rules/wget-or-curl.ts';
import { fixed, wordsOf } from './shell-rule.ts';

describe('DL4001', () => {
  const wrong: [string, string[]][] = [
    ['RUN wget a && curl b', ['wget']],
    ['RUN wget a\nRUN curl b', ['curl']],
    ['RUN wget a\nRUN curl b\nFROM c', ['curl']],
    ['RUN wget a\nRUN curl b\nRUN c; wget d\nRUN e', ['curl', 'wget']],
    ['RUN curl a\nRUN wget b && curl c', ['wget']],
    ['ONBUILD RUN curl a\nONBUILD RUN wget b', ['wget']],
  ];
  for (const [text, words] of wrong) {
    it(`finds ${JSON.stringify(text)}`, () => {
      assert.deepEqual(wordsOf(wgetOrCurl, text), words);
    });
  }

  const right: string[] = [
    'RUN wget a\nRUN wget b',
    'FROM a\nRUN wget a\nFROM b\nRUN curl b',
    'RUN apt-get install wget curl',
    'RUN wget a\nONBUILD RUN curl b',
    'RUN wget a\nCMD curl b',
  ];
  for (const text of right) {
    it(`leaves ${JSON.stringify(text)}`, () => {
      assert.deepEqual(wordsOf(wgetOrCurl, text), []);
    });
  }

  const fixes: [string, string | undefined][] = [['RUN wget a && curl b', undefined]];
  for (const [before, after] of fixes) {
    it(`repairs ${JSON.stringify(before)}`, () => {
      assert.equal(fixed(wgetOrCurl, before), after);
    });
  }
});
