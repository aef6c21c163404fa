import assert from 'node:assert/strict';
import { pointlessCommands } from '../../../src/dockerfile/rules/pointless-commands.ts';
import { fixed, wordsOf } from './shell-rule.ts';

describe('DL3001', () => {
  const wrong: [string, string[]][] = [
    ['RUN top', ['top']],
    ['RUN a && ( vim x )', ['vim']],
    ['RUN if a; then service b start; fi', ['service']],
    ['ONBUILD RUN ps | grep x', ['ps']],
    ['RUN exec kill 1\nRUN ssh a; mount b', ['kill', 'ssh']],
    ['RUN a && \\\n  # c\n  shutdown now', ['shutdown']],
  ];
  for (const [text, words] of wrong) {
    it(`finds ${JSON.stringify(text)}`, () => {
      assert.deepEqual(wordsOf(pointlessCommands, text), words);
    });
  }

  const right: string[] = [
    'RUN apt-get install -y ssh',
    'RUN echo top',
    'RUN /usr/sbin/service x start',
    'CMD top',
    'RUN ifconfig',
  ];
  for (const text of right) {
    it(`leaves ${JSON.stringify(text)}`, () => {
      assert.deepEqual(wordsOf(pointlessCommands, text), []);
    });
  }

  const fixes: [string, string | undefined][] = [['RUN top', undefined]];
  for (const [before, after] of fixes) {
    it(`repairs ${JSON.stringify(before)}`, () => {
      assert.equal(fixed(pointlessCommands, before), after);
    });
  }
});
