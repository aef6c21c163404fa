import assert from 'node:assert/strict';
import { changeDirectory } from '../../../src/dockerfile/rules/change-directory.ts';
import { fixed, wordsOf } from './shell-rule.ts';

describe('DL3003', () => {
  const wrong: [string, string[]][] = [
    ['RUN cd /x', ['cd']],
    ['RUN a; cd', ['cd']],
    ['RUN (cd x && y)', ['cd']],
    ['RUN a $(cd x; pwd)', ['cd']],
    ['RUN <<EOF\nset -e\ncd x\nEOF', ['cd']],
    ['RUN ["sh", "-c", "true && cd /x"]', ['cd']],
    ['RUN builtin cd /x', ['cd']],
  ];
  for (const [text, words] of wrong) {
    it(`finds ${JSON.stringify(text)}`, () => {
      assert.deepEqual(wordsOf(changeDirectory, text), words);
    });
  }

  const right: string[] = [
    'RUN pushd /x',
    'RUN echo cd',
    'RUN sh -c "cd x"',
    'WORKDIR cd',
    'RUN cd "unclosed',
    'ONBUILD RUN cd x',
    'RUN <<EOF python3\ncd = 1\nEOF',
    'RUN cat <<EOF > x\ncd x\nEOF',
  ];
  for (const text of right) {
    it(`leaves ${JSON.stringify(text)}`, () => {
      assert.deepEqual(wordsOf(changeDirectory, text), []);
    });
  }

  const fixes: [string, string | undefined][] = [
    ['FROM a\nRUN cd /x && make', 'FROM a\nWORKDIR /x\nRUN make'],
    ['FROM a\r\n  RUN cd /x \\\r\n  && make', 'FROM a\r\n  WORKDIR /x\r\n  RUN make'],
    ['FROM a\nWORKDIR /y\nRUN cd x/../z && make && y', 'FROM a\nWORKDIR /y\nWORKDIR /y/z\nRUN make && y'],
    ['FROM a\nRUN --network=none cd /x && make', 'FROM a\nWORKDIR /x\nRUN --network=none make'],
    ['FROM a\nRUN cd x && make', undefined],
    ['FROM a\nRUN cd "$X" && make', undefined],
    ['FROM a\nRUN cd ~ && make', undefined],
    ['FROM a\nRUN make && cd /x', undefined],
    ['FROM a\nRUN cd /x; cd /y', undefined],
    ['FROM a\nRUN cd - && x', undefined],
    ['FROM a\nRUN cd /x', undefined],
    ['FROM a\nRUN (cd /x && y)', undefined],
    ['FROM a\n# hadolint ignore=DL3006\nRUN cd /x && y', undefined],
    ['FROM a\nRUN ["cd /x && y"]', undefined],
  ];
  for (const [before, after] of fixes) {
    it(`repairs ${JSON.stringify(before)}`, () => {
      assert.equal(fixed(changeDirectory, before), after);
    });
  }
});
