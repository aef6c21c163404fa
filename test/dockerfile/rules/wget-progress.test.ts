import assert from 'node:assert/strict';
import { wgetProgress } from '../../../src/dockerfile/rules/wget-progress.ts';
import { fixed, wordsOf } from './shell-rule.ts';

describe('DL3047', () => {
  const wrong: [string, string[]][] = [
    ['RUN wget x', ['wget']],
    ['RUN wget -q x && wget -O y z', ['wget']],
    ['RUN wget -nvO x y', ['wget']],
    ['RUN busybox wget x', ['wget']],
    ['ONBUILD RUN wget x', ['wget']],
  ];
  for (const [text, words] of wrong) {
    it(`finds ${JSON.stringify(text)}`, () => {
      assert.deepEqual(wordsOf(wgetProgress, text), words);
    });
  }

  const right: string[] = [
    'RUN wget -q x',
    'RUN wget -qO- x',
    'RUN wget -nv x',
    'RUN wget --no-verbose x',
    'RUN wget --progress=dot x',
    'RUN wget -o log x',
    'RUN wget --append-output=x y',
    'RUN wget --version',
    'RUN apt-get install wget',
  ];
  for (const text of right) {
    it(`leaves ${JSON.stringify(text)}`, () => {
      assert.deepEqual(wordsOf(wgetProgress, text), []);
    });
  }

  const fixes: [string, string | undefined][] = [
    [
      'FROM debian\nRUN wget x && wget y',
      'FROM debian\nRUN wget --progress=dot:giga x && wget --progress=dot:giga y',
    ],
    ['FROM node:20-alpine\nRUN wget x', 'FROM node:20-alpine\nRUN wget -q x'],
    ['RUN busybox wget x', 'RUN busybox wget -q x'],
    ['RUN ["wget", "x"]', undefined],
  ];
  for (const [before, after] of fixes) {
    it(`repairs ${JSON.stringify(before)}`, () => {
      assert.equal(fixed(wgetProgress, before), after);
    });
  }
});
