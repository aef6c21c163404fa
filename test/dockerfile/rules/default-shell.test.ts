import assert from 'node:assert/strict';
import { defaultShell } from '../../../src/dockerfile/rules/default-shell.ts';
import { fixed, wordsOf } from './shell-rule.ts';

describe('DL4005', () => {
  const wrong: [string, string[]][] = [
    ['RUN ln -sf /bin/bash /bin/sh', ['ln']],
    ['RUN rm /bin/sh && ln -s bash /bin/sh', ['ln']],
  ];
  for (const [text, words] of wrong) {
    it(`finds ${JSON.stringify(text)}`, () => {
      assert.deepEqual(wordsOf(defaultShell, text), words);
    });
  }

  const right: string[] = [
    'RUN ln -s /bin/sh /bin/bash',
    'RUN ln -s /bin/sh',
    'RUN ln -s a /usr/bin/sh',
    'RUN cp /bin/bash /bin/sh',
  ];
  for (const text of right) {
    it(`leaves ${JSON.stringify(text)}`, () => {
      assert.deepEqual(wordsOf(defaultShell, text), []);
    });
  }

  const fixes: [string, string | undefined][] = [
    ['RUN rm /bin/sh && ln -s bash /bin/sh', 'SHELL ["/bin/bash", "-c"]'],
    ['RUN ln -snf /bin/bash /bin/sh\nRUN x', 'SHELL ["/bin/bash", "-c"]\nRUN x'],
    ['RUN a && ln -s /bin/bash /bin/sh', undefined],
    ['RUN ln -s $X /bin/sh', undefined],
  ];
  for (const [before, after] of fixes) {
    it(`repairs ${JSON.stringify(before)}`, () => {
      assert.equal(fixed(defaultShell, before), after);
    });
  }
});
