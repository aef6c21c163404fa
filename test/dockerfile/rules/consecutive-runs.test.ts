import assert from 'node:assert/strict';
import { consecutiveRuns } from '../../../src/dockerfile/rules/consecutive-runs.ts';
import { fixed, wordsOf } from './shell-rule.ts';

describe('DL3059', () => {
  const wrong: [string, string[]][] = [
    ['RUN a\nRUN b', ['RUN']],
    ['RUN a\n\n# c\nrun b\nRUN c', ['run', 'RUN']],
    ['RUN --mount=type=cache,dst=/x a\nRUN --mount=target=/x,type=cache b', ['RUN']],
    ['RUN ["a"]\nRUN b', ['RUN']],
    ['RUN a\nRUN b\nFROM c', ['RUN']],
    ['RUN for a in b; do c; done\nRUN d', ['RUN']],
    ['RUN [ -f a ] && b\nRUN c', ['RUN']],
    ['RUN <<EOF\n#!/bin/sh\nEOF\nRUN c', ['RUN']],
  ];
  for (const [text, words] of wrong) {
    it(`finds ${JSON.stringify(text)}`, () => {
      assert.deepEqual(wordsOf(consecutiveRuns, text), words);
    });
  }

  const right: string[] = [
    'RUN a\nENV b=c\nRUN d',
    'RUN a && b\nRUN c',
    'RUN a\nRUN b | c',
    'RUN a $(b)\nRUN c',
    'RUN --network=none a\nRUN b',
    'RUN --mount=type=cache,target=/x a\nRUN --mount=type=cache,target=/y b',
    'FROM a\nRUN a\nFROM b\nRUN b',
    'RUN a\nONBUILD RUN b',
    'RUN <<EOF python3\nprint()\nEOF\nRUN b',
  ];
  for (const text of right) {
    it(`leaves ${JSON.stringify(text)}`, () => {
      assert.deepEqual(wordsOf(consecutiveRuns, text), []);
    });
  }

  const fixes: [string, string | undefined][] = [
    ['RUN a\nRUN b', 'RUN a \\\n    && b'],
    ['RUN a \\\n  b\n\n# why\nRUN c d', 'RUN a \\\n  b \\\n# why\n  && c d'],
    ['RUN --network=none a\r\nRUN --network=none b\r\n', 'RUN --network=none a \\\r\n    && b\r\n'],
    ['RUN a\n# x\nRUN \\\n  # y\n  b', 'RUN a \\\n# x\n  # y\n    && b'],
    ['RUN cd x\nRUN b', undefined],
    ['RUN export A=b\nRUN b', undefined],
    ['RUN A=b\nRUN b', undefined],
    ['RUN a &\nRUN b', undefined],
    ['RUN a # c\nRUN b', undefined],
    ['RUN ["a"]\nRUN b', undefined],
    ['RUN a\n# hadolint ignore=DL3006\nRUN b', undefined],
    ['# escape=`\nFROM a\nRUN a\nRUN b', '# escape=`\nFROM a\nRUN a `\n    && b'],
  ];
  for (const [before, after] of fixes) {
    it(`repairs ${JSON.stringify(before)}`, () => {
      assert.equal(fixed(consecutiveRuns, before), after);
    });
  }
});
