import assert from 'node:assert/strict';
import { lint } from '../../../src/dockerfile/lint/lint.ts';

/** What is found at the FROM of a stage whose base leaves it this. */
function foundAtFrom(trigger: string, base = ''): string[] {
  const text = `FROM a:1 AS base\n${base}ONBUILD ${trigger}\nFROM base\n`;
  const from = text.lastIndexOf('base');
  return lint(text).diagnostics.flatMap(({ codes, start }) => (start === from ? codes.join(' ') : []));
}

describe('what ONBUILD brings into a stage', () => {
  for (const [trigger, found] of [
    ['CMD x', 'JSONArgsRecommended'],
    ['ENTRYPOINT x', 'JSONArgsRecommended'],
    ['WORKDIR x', 'WorkdirRelativePath'],
    ['ENV TOKEN=x', 'SecretsUsedInArgOrEnv'],
    ['ARG TOKEN', 'SecretsUsedInArgOrEnv'],
    ['EXPOSE 80:80', 'ExposeInvalidFormat'],
    ['EXPOSE 80/TCP', 'ExposeProtoCasing'],
    ['ENV a b', 'LegacyKeyValueFormat'],
    ['ENV a=$b', 'UndefinedVar'],
    ['RUN --mount=type=cache,id=$b,target=/c d', 'UndefinedVar'],
  ] as const) {
    it(`is found at its FROM: ${trigger}`, () => {
      assert.deepEqual(foundAtFrom(trigger), [found]);
    });
  }

  for (const trigger of [
    'CMD ["x"]',
    'WORKDIR /x',
    'ENV TOKEN_VERSION=1',
    'EXPOSE 80/tcp',
    'HEALTHCHECK CMD x',
  ]) {
    it(`is left alone where nothing is wrong: ${trigger}`, () => {
      assert.deepEqual(foundAtFrom(trigger), []);
    });
  }

  it('heeds what the base has set', () => {
    assert.deepEqual(foundAtFrom('CMD x', 'SHELL ["x"]\n'), []);
    assert.deepEqual(foundAtFrom('WORKDIR x', 'WORKDIR /y\n'), []);
  });
});
