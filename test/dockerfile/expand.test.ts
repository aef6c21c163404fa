import assert from 'node:assert/strict';
import { expand } from '../../src/dockerfile/expand.ts';

const variables = new Map([
  ['A', 'alpha'],
  ['EMPTY', ''],
]);

describe('dockerfile/expand', () => {
  const cases: [string, string, string[]][] = [
    ['plain', 'plain', []],
    ['$A', 'alpha', []],
    ['${A}:1', 'alpha:1', []],
    ['$A.x', 'alpha.x', []],
    ['$AB', '', ['AB']],
    ['${NONE}', '', ['NONE']],
    ['${NONE:-x}', 'x', []],
    ['${NONE-x}', 'x', []],
    ['${EMPTY:-x}', 'x', []],
    ['${EMPTY-x}', '', []],
    ['${A:-x}', 'alpha', []],
    ['${A:-$NONE}', 'alpha', []],
    ['${NONE:-$A}', 'alpha', []],
    ['${NONE:-${A:-b}/c}', 'alpha/c', []],
    ['${NONE:-$OTHER}', '', ['OTHER']],
    ['${A:+x}', 'x', []],
    ['${NONE:+x}', '', []],
    ['${EMPTY+x}', 'x', []],
    ['${A:?must}', 'alpha', []],
    ['${NONE:?must}', '', ['NONE']],
    ['"$A"', 'alpha', []],
    ["'$A'", '$A', []],
    ['\\$A', '$A', []],
    ['a$', 'a$', []],
    ['a$/', 'a$/', []],
    ['${A#al}', '', ['A']],
    ['${A', '', ['A']],
    ['x${', 'x', ['x${']],
    ['x${}', 'x', ['x${}']],
  ];
  for (const [word, text, unresolved] of cases) {
    it(`makes ${JSON.stringify(text)} of ${word}`, () => {
      assert.deepEqual(expand(word, variables, '\\'), { text, unresolved });
    });
  }

  it('takes the escape character of the file', () => {
    assert.equal(expand('`$A', variables, '`').text, '$A');
    assert.equal(expand('c:\\$A', variables, '`').text, 'c:\\alpha');
  });

  it('survives deep nesting', () => {
    assert.doesNotThrow(() => expand('${N:-'.repeat(200_000), variables, '\\'));
  });
});
