import assert from 'node:assert/strict';
import { pipefail } from '../../../src/dockerfile/rules/pipefail.ts';
import { fixed, wordsOf } from './shell-rule.ts';

describe('DL4006', () => {
  const wrong: [string, string[]][] = [
    ['RUN a | b', ['|']],
    ['RUN a || b | c', ['|']],
    ['RUN (a) |& (b)', ['|']],
    ['RUN while a; do b; done | c', ['|']],
    ['RUN x $(a | b)', ['|']],
    ['FROM a\nSHELL ["/bin/bash", "-c"]\nRUN a | b', ['|']],
    ['FROM a\nSHELL ["/bin/sh", "-o", "pipefail", "-c"]\nRUN a | b', ['|']],
    ['FROM a\nSHELL ["bash", "-o", "pipefail", "-c"]\nRUN a | b\nFROM b\nRUN c | d', ['|']],
    ['RUN a | b && set -o pipefail', ['|']],
    ['RUN a | b\nFROM c', ['|']],
    ['FROM a\nSHELL ["/bin/sh", "-o", "pipefail", "-c"]\n# hadolint shell=bash\nRUN a | b', ['|']],
    ['RUN ["sh", "-c", "a | b"]', ['|']],
    ['FROM a\nONBUILD SHELL ["bash", "-o", "pipefail", "-c"]\nRUN a | b', ['|']],
  ];
  for (const [text, words] of wrong) {
    it(`finds ${JSON.stringify(text)}`, () => {
      assert.deepEqual(wordsOf(pipefail, text), words);
    });
  }

  const right: string[] = [
    'RUN a || b',
    'RUN echo "a | b"',
    'RUN case x in a|b) c;; esac',
    'RUN set -eo pipefail; a | b',
    'ONBUILD RUN a | b',
    'FROM a\nSHELL ["/bin/bash", "-euxo", "pipefail", "-c"]\nRUN a | b',
    'FROM a AS b\nSHELL ["bash", "-o", "pipefail", "-c"]\nFROM b\nRUN a | b',
    'FROM a\nSHELL ["pwsh", "-c"]\nRUN a | b',
    'FROM a\nSHELL ["pwsh", "-c"]\n# hadolint shell=bash\nRUN a | b',
    'FROM a\nSHELL ["bash", "-o", "pipefail", "-c"]\n# hadolint shell=sh\nRUN a | b',
    'SHELL ["bash", "-o", "pipefail", "-c"]\nRUN a | b\nFROM c',
    'FROM mcr.microsoft.com/windows/servercore:x\nRUN a | b',
    'FROM a\n# hadolint shell=powershell\nRUN a | b',
    'FROM a\nSHELL ["/usr/bin/env", "bash", "-o", "pipefail", "-c"]\nRUN a | b',
    'RUN ["bash", "-o", "pipefail", "-c", "a | b"]',
    'RUN <<EOF\nset -o pipefail\na | b\nEOF',
  ];
  for (const text of right) {
    it(`leaves ${JSON.stringify(text)}`, () => {
      assert.deepEqual(wordsOf(pipefail, text), []);
    });
  }

  const fixes: [string, string | undefined][] = [
    ['FROM debian\nRUN a | b', 'FROM debian\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN a | b'],
    [
      'FROM alpine AS x\nFROM x\n  RUN a | b',
      'FROM alpine AS x\nFROM x\n  SHELL ["/bin/ash", "-eo", "pipefail", "-c"]\n  RUN a | b',
    ],
    [
      'FROM a\nSHELL ["/bin/bash", "-c"]\nRUN a | b',
      'FROM a\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN a | b',
    ],
    ['FROM a\n# hadolint ignore=DL3006\nRUN a | b', undefined],
    ['RUN ["a", "|", "b"]', undefined],
  ];
  for (const [before, after] of fixes) {
    it(`repairs ${JSON.stringify(before)}`, () => {
      assert.equal(fixed(pipefail, before), after);
    });
  }
});
