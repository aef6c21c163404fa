import assert from 'node:assert/strict';
import { expand, expandCertain, expandInDetail } from '../../src/dockerfile/expand.ts';
import { Scopes } from '../../src/dockerfile/scopes.ts';

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
    ['${A#al}', 'pha', []],
    ['${A#a*}', 'lpha', []],
    ['${A##a*}', '', []],
    ['${A%a}', 'alph', []],
    ['${A%%?h*}', 'al', []],
    ['${A/a/b}', 'blpha', []],
    ['${A//a/b}', 'blphb', []],
    ['${A//?/x}', 'xxxxx', []],
    ['${A/${A%pha}/}', 'pha', []],
    ['${A#\\a}', '', ['A']],
    ['${A!x}', '', ['A']],
    ['$$A', 'A', ['$']],
    ['$12x', 'x', ['12']],
    ['"${NONE:-"a b"}"', 'a b', []],
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

  it('tells every variable and where it stands', () => {
    const word = 'x$A${NONE}${EMPTY:-$OTHER}';
    const { references } = expandInDetail(word, variables, '\\');
    assert.deepEqual(
      references.map(({ name, start, end, nameSpan }) => [
        name,
        word.slice(start, end),
        word.slice(nameSpan.start, nameSpan.end),
      ]),
      [
        ['A', '$A', 'A'],
        ['NONE', '${NONE}', 'NONE'],
        ['EMPTY', 'EMPTY', 'EMPTY'],
        ['OTHER', '$OTHER', 'OTHER'],
      ],
    );
  });

  it('tells what builders refuse', () => {
    const failed = (word: string) => expandInDetail(word, variables, '\\').failed;
    const wrong = ['${A', '${', '${}', '${A:x}', '"$A', '${NONE?}', '${EMPTY:?}', '${A/x}', '${A#\\q}'];
    assert.deepEqual(wrong.filter(failed), wrong);
    assert.deepEqual(['$', '$A', '${EMPTY?}', '${NONE:-}', 'a\\'].filter(failed), []);
  });

  it('takes quotes of here-documents for text', () => {
    const { text } = expandInDetail(`'$A' "\\$A"`, variables, '\\', { quotes: false });
    assert.equal(text, `'alpha' "\\$A"`);
  });

  it('knows when it does not know', () => {
    const scope = new Scopes({
      escape: '\\',
      preamble: [],
      stages: [],
      buildArgs: { TARGETOS: 'linux' },
    }).global;
    assert.equal(expandCertain('a$TARGETOS', scope, '\\'), 'alinux');
    assert.equal(expandCertain('${NONE:-b}', scope, '\\'), 'b');
    assert.equal(expandCertain('$TARGETARCH', scope, '\\'), undefined);
    assert.equal(expandCertain('${TARGETARCH:-b}', scope, '\\'), undefined);
    assert.equal(expandCertain('${', scope, '\\'), undefined);
  });

  it('takes no time for hostile patterns', () => {
    const long = new Map([['A', 'a'.repeat(100_000)]]);
    const began = performance.now();
    assert.equal(expandInDetail(`\${A##${'*a'.repeat(1000)}b}`, long, '\\').failed, true);
    assert.ok(performance.now() - began < 500);
  });

  it('survives deep nesting', () => {
    assert.doesNotThrow(() => expand('${N:-'.repeat(200_000), variables, '\\'));
  });
});
