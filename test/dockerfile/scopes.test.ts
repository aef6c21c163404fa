import assert from 'node:assert/strict';
import { defaultConfig } from '../../src/dockerfile/lint/config.ts';
import { makeLintFile } from '../../src/dockerfile/lint/make-lint-file.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';

/** The values that each `RUN names…` sees: `=` none, `-` not there. */
function seen(text: string, buildArgs: Record<string, string> = {}): string[] {
  const file = makeLintFile(parseDockerfile(text), { ...defaultConfig.settings, buildArgs });
  return file.tree.instructions
    .filter(({ name }) => name === 'RUN')
    .map((run) => {
      const scope = file.scopes().at(run);
      return run.argument.text
        .split(' ')
        .map((name) => (scope.has(name) || scope.get(name) !== undefined ? (scope.get(name) ?? '=') : '-'))
        .join(' ');
    });
}

describe('dockerfile/scopes', () => {
  const cases: [string, string, string[]][] = [
    ['no variable', 'FROM a\nRUN A', ['-']],
    ['ENV from its place on', 'FROM a\nRUN A\nENV A=1\nRUN A', ['-', '1']],
    ['ARG without a value', 'FROM a\nARG A\nRUN A', ['=']],
    ['ARG before FROM only where it is repeated', 'ARG A=1\nFROM a\nRUN A\nARG A\nRUN A', ['-', '1']],
    ['a default over the one before FROM', 'ARG A=1\nFROM a\nARG A=2\nRUN A', ['2']],
    ['what comes later, ARG or ENV', 'FROM a\nENV A=1\nARG A=2\nRUN A\nENV A=3\nRUN A', ['2', '3']],
    ['ENV where ARG says nothing', 'FROM a\nENV A=1\nARG A\nRUN A', ['1']],
    [
      'the stage that FROM names',
      'FROM a AS b\nARG A=1\nENV B=2\nFROM b\nRUN A B\nFROM a\nRUN A B',
      ['1 2', '- -'],
    ],
    ['stages by their names in lower case', 'FROM a AS B\nENV A=1\nFROM b\nRUN A', ['1']],
    ['pairs of ENV by what was before', 'FROM a\nENV A=1\nENV A=2 B=$A\nRUN A B', ['2 1']],
    ['pairs of ARG one after the other', 'FROM a\nARG A=1 B=$A\nRUN B', ['1']],
    ['the old form of ENV', 'FROM a\nENV A b  c\nRUN A', ['b  c']],
    ['no value that an image may set', 'FROM a\nENV A=$HOME\nRUN A', ['=']],
    ['an empty one before FROM', 'ARG A=x$NONE\nFROM a\nARG A\nRUN A', ['x']],
    [
      'what ONBUILD defines, in stages upon it',
      'FROM a AS b\nONBUILD ARG A=1\nRUN A\nFROM b\nRUN A',
      ['-', '1'],
    ],
    ['platform variables by ARG', 'FROM a\nRUN TARGETARCH\nARG TARGETARCH\nRUN TARGETARCH', ['-', '=']],
  ];
  for (const [what, text, values] of cases) {
    it(`knows ${what}`, () => {
      assert.deepEqual(seen(text), values);
    });
  }

  it('takes build arguments over defaults', () => {
    const text = 'ARG A=1\nFROM a\nARG A\nARG B=2\nARG TARGETOS\nRUN A B C TARGETOS';
    assert.deepEqual(seen(text, { A: 'x', B: 'y', C: 'z', TARGETOS: 'plan9' }), ['x y - plan9']);
  });

  it('shows proxies to RUN without ARG', () => {
    assert.deepEqual(seen('FROM a\nRUN HTTP_PROXY no_proxy', { HTTP_PROXY: 'p' }), ['p -']);
  });

  it('names what is there', () => {
    const file = makeLintFile(
      parseDockerfile('FROM a AS b\nENV A=1\nFROM b\nENV B=1\nRUN x\nENV C=1'),
      defaultConfig.settings,
    );
    const run = file.tree.instructions.find(({ name }) => name === 'RUN');
    assert.deepEqual(run && file.scopes().at(run).names(), ['B', 'A']);
    assert.equal(file.scopes().baseOf(1), 0);
    assert.equal(file.scopes().baseOf(0), undefined);
    assert.equal(file.scopes().begin(1).get('A'), '1');
    assert.equal(file.scopes().global.has('TARGETPLATFORM'), true);
  });
});
