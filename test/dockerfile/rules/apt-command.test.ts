import assert from 'node:assert/strict';
import { aptCommand } from '../../../src/dockerfile/rules/apt-command.ts';
import { fixed, wordsOf } from './shell-rule.ts';

describe('DL3027', () => {
  const wrong: [string, string[]][] = [
    ['RUN apt install x', ['apt']],
    ['RUN "apt" x', ['"apt"']],
    ['RUN X=1 apt x', ['apt']],
    ['RUN for a in b; do apt c; done', ['apt']],
    ['RUN apt a && apt b', ['apt']],
    ['RUN time apt x', ['apt']],
    ['RUN command apt x', ['apt']],
  ];
  for (const [text, words] of wrong) {
    it(`finds ${JSON.stringify(text)}`, () => {
      assert.deepEqual(wordsOf(aptCommand, text), words);
    });
  }

  const right: string[] = [
    'RUN apt-get install x',
    'RUN echo apt',
    'RUN /usr/bin/apt x',
    'RUN env apt x',
    'RUN xargs apt install',
    'RUN command -v apt',
    'RUN $X apt',
  ];
  for (const text of right) {
    it(`leaves ${JSON.stringify(text)}`, () => {
      assert.deepEqual(wordsOf(aptCommand, text), []);
    });
  }

  const fixes: [string, string | undefined][] = [
    ['RUN apt update && apt -o a=b install -y x', 'RUN apt-get update && apt-get -o a=b install -y x'],
    ['RUN apt search x', 'RUN apt-cache search x'],
    ['RUN apt list', undefined],
    ['RUN apt update && apt edit-sources', undefined],
    ['RUN ["apt", "update"]', undefined],
  ];
  for (const [before, after] of fixes) {
    it(`repairs ${JSON.stringify(before)}`, () => {
      assert.equal(fixed(aptCommand, before), after);
    });
  }
});
