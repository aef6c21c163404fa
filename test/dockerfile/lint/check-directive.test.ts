import assert from 'node:assert/strict';
import {
  asksFor,
  checkOptionsAbove,
  checkOptionsOf,
  readCheckOptions,
  skips,
} from '../../../src/dockerfile/lint/check-directive.ts';
import { parseDockerfile } from '../../../src/dockerfile/parse.ts';

describe('dockerfile/lint/check-directive', () => {
  const cases: [string, { skip?: string[]; experimental?: string[]; error?: boolean } | undefined][] = [
    ['', {}],
    ['skip=A', { skip: ['A'] }],
    ['skip=A,B;error=true', { skip: ['A', 'B'], error: true }],
    ['skip=A, B', { skip: ['A', ''] }],
    ['skip=A because of B', { skip: ['A'] }],
    ['skip=A;skip=B', { skip: ['B'] }],
    ['error=1', { error: true }],
    ['error=False', { error: false }],
    ['experimental=all;skip=A', { skip: ['A'], experimental: ['all'] }],
    ['error=yes', undefined],
    ['error', undefined],
    ['skip', undefined],
    ['Skip=A', undefined],
    ['other=A', undefined],
    ['skip=A;', undefined],
    ['skip = A', undefined],
  ];
  for (const [value, expected] of cases) {
    it(`reads ${JSON.stringify(value)}`, () => {
      const { skip = [], experimental = [], error = false } = expected ?? {};
      assert.deepEqual(readCheckOptions(value), expected && { skip, experimental, error });
    });
  }

  it('takes all for the rules of BuildKit that are not experimental', () => {
    const ids = ['StageNameCasing', 'InvalidDefinitionDescription', 'DL3006', 'SC2086', 'KB1001'];
    assert.deepEqual(
      ids.filter((id) => skips(['all'], id)),
      ['StageNameCasing'],
    );
    assert.equal(skips(['stagenamecasing'], 'StageNameCasing'), false);
    assert.equal(skips(['InvalidDefinitionDescription'], 'InvalidDefinitionDescription'), false);
  });

  it('takes all next to other words for no rule', () => {
    for (const list of [
      ['all', 'A'],
      ['A', 'all'],
      ['all', ''],
      ['all', 'all'],
    ]) {
      assert.equal(skips(list, 'StageNameCasing'), false);
    }
    assert.equal(skips(['all', 'StageNameCasing'], 'StageNameCasing'), true);
  });

  it('asks for experimental rules by their names or for all', () => {
    const asks = (...experimental: string[]) =>
      asksFor({ skip: [], experimental, error: false }, 'InvalidDefinitionDescription');
    assert.equal(asks('all'), true);
    assert.equal(asks('InvalidDefinitionDescription'), true);
    assert.equal(asks('InvalidDefinitionDescription', 'B'), true);
    assert.equal(asks('B'), false);
    assert.equal(asks('B', 'all'), false);
  });

  const files: [string, string, string[]][] = [
    ['in the first line', '# check=skip=A\n', ['A']],
    ['behind other directives', '# syntax=x\n#escape=`\n#check=skip=A\n', ['A']],
    ['behind a byte order mark', '\uFEFF# check=skip=A\n', ['A']],
    ['behind #!', '#!/x\n# syntax=y\n# check=skip=A\n', ['A']],
    ['behind a byte order mark and #!', '\uFEFF#!/x\n#check=skip=A\n', ['A']],
    ['but not where it is indented', ' # check=skip=A\n', []],
    ['but not behind an indented one', ' # syntax=x\n# check=skip=A\n', []],
    ['but not behind a comment', '#!/x\n#\n# check=skip=A\n', []],
  ];
  for (const [where, text, skip] of files) {
    it(`finds the directive ${where}`, () => {
      assert.deepEqual(checkOptionsOf(parseDockerfile(`${text}FROM a\n`)).skip, skip);
    });
  }

  const comments: [string, string, string[]][] = [
    ['the first comment', '# check=skip=A\n# check=skip=B\n', ['A']],
    ['the first even if it is wrong', '# check=nonsense\n# check=skip=B\n', []],
    ['none without a value', '# check=\n# check=skip=B\n', ['B']],
    ['none that is indented', ' # check=skip=A\n# check=skip=B\n', ['B']],
  ];
  for (const [what, text, skip] of comments) {
    it(`heeds above an instruction ${what}`, () => {
      const tree = parseDockerfile(`FROM a\n${text}RUN b\n`);
      assert.deepEqual(checkOptionsAbove(tree, tree.comments).skip, skip);
    });
  }
});
