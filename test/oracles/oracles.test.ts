import assert from 'node:assert/strict';
import { Buildkit } from './buildkit.ts';
import { decisions } from './decisions.ts';
import { allDifferences } from './differences.ts';
import { hadolint } from './hadolint.ts';
import { installOracles } from './install.ts';
import { shellcheck } from './shellcheck.ts';

describe('the oracles', () => {
  before(installOracles);

  it('has hadolint answer for each file, also beside one at which it crashes', async () => {
    const [good, crash, broken] = await hadolint(['FROM a\n', 'FROM a:1\nWORKDIR x\n', 'FRO\n']);
    assert.deepEqual(
      good?.map(({ code, line, level }) => ({ code, line, level })),
      [{ code: 'DL3006', line: 1, level: 'warning' }],
    );
    assert.equal(crash, undefined);
    assert.deepEqual(
      broken?.map(({ code }) => code),
      ['DL1000'],
    );
  });

  it('has ShellCheck tell exact places', async () => {
    const found = await shellcheck('x=1\necho $x $y\n', 'sh');
    assert.deepEqual(
      found
        .filter(({ code }) => code === 2154)
        .map(({ line, column, endColumn }) => [line, column, endColumn]),
      [[2, 9, 11]],
    );
  });
});

describe('what is decided on', () => {
  let buildkit: Buildkit;

  before(async () => {
    await installOracles();
    buildkit = await Buildkit.start();
  });

  after(() => buildkit.stop());

  for (const { tool, codes, kind, example, reason, config = 'plain' } of decisions) {
    it(`is a difference still, and the only one in its example: ${reason}`, async () => {
      const found = await allDifferences(tool, buildkit, [{ name: reason, text: example, config }]);
      const sorts = found.map((difference) => [difference.code, difference.kind]);
      assert.deepEqual(sorts, [[codes[0], kind]]);
    });
  }
});
