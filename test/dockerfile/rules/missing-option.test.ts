import assert from 'node:assert/strict';
import { packageRule } from './package-rule.ts';
import { findingsOf, fixed, wordsOf } from './shell-rule.ts';

describe('missing options of package managers', () => {
  const fixes: [string, string, string | undefined][] = [
    ['DL3014', 'RUN apt-get -q install curl', 'RUN apt-get -q install -y curl'],
    [
      'DL3014',
      'RUN apt-get install a && apt-get install b',
      'RUN apt-get install -y a && apt-get install -y b',
    ],
    [
      'DL3014',
      'RUN apt-get install -y a && apt-get install b',
      'RUN apt-get install -y a && apt-get install -y b',
    ],
    [
      'DL3015',
      'RUN apt-get install -y \\\n    # the client\n    curl',
      'RUN apt-get install --no-install-recommends -y \\\n    # the client\n    curl',
    ],
    [
      'DL3015',
      'RUN ["apt-get", "install", "curl"]',
      'RUN ["apt-get", "install", "--no-install-recommends", "curl"]',
    ],
    [
      'DL3014',
      'RUN ["bash", "-c", "true && apt-get install curl"]',
      'RUN ["bash", "-c", "true && apt-get install -y curl"]',
    ],
    ['DL3019', 'FROM a\r\nRUN apk add \\\r\n  curl\r\n', 'FROM a\r\nRUN apk add --no-cache \\\r\n  curl\r\n'],
    ['DL3019', 'ONBUILD RUN apk add curl', 'ONBUILD RUN apk add --no-cache curl'],
    ['DL3030', 'RUN yum groupinstall x', 'RUN yum groupinstall -y x'],
    [
      'DL3034',
      'RUN zypper -q in x && zypper si y',
      'RUN zypper --non-interactive -q in x && zypper --non-interactive si y',
    ],
    ['DL3038', 'RUN microdnf install x', 'RUN microdnf install -y x'],
    ['DL3042', 'RUN python3 -m pip install -U x', 'RUN python3 -m pip install --no-cache-dir -U x'],
    ['DL3042', 'RUN <<EOF\npip install x\nEOF', 'RUN <<EOF\npip install --no-cache-dir x\nEOF'],
    ['DL3042', 'RUN x=`pip install x`', 'RUN x=`pip install --no-cache-dir x`'],
    // Its place inside of the quoted backquotes is not known, and a word over two lines is not looked for.
    ['DL3042', 'RUN x=`echo \\`pip install x\\``', undefined],
    ['DL3042', 'RUN pip inst\\\nall x', undefined],
  ];
  for (const [id, before, after] of fixes) {
    it(`${id} repairs ${JSON.stringify(before)}`, () => {
      assert.equal(findingsOf(packageRule(id), before).length, 1);
      assert.equal(fixed(packageRule(id), before), after);
    });
  }

  it('underlines the program and what it is to do', () => {
    assert.deepEqual(wordsOf(packageRule('DL3014'), 'RUN apt-get -q install curl'), ['apt-get -q install']);
    assert.deepEqual(wordsOf(packageRule('DL3034'), 'RUN zypper -q in curl'), ['zypper']);
  });

  const safety: [string, string, boolean][] = [
    ['DL3014', 'RUN apt-get install curl', true],
    ['DL3015', 'RUN apt-get install curl', false],
    ['DL3019', 'RUN apk add curl', true],
    ['DL3042', 'RUN pip install flask', true],
  ];
  for (const [id, text, safe] of safety) {
    it(`${id} is ${safe ? '' : 'not '}safe: what is installed ${safe ? 'stays' : 'changes'}`, () => {
      assert.equal(findingsOf(packageRule(id), text)[0]?.fixes?.[0]?.safe, safe);
    });
  }
});
