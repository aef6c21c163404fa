import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { builderProfiles } from '../../src/builder-profiles.ts';
import { parseCommandLine } from '../../src/cli/arguments.ts';
import type { LintOptions } from '../../src/cli/lint-arguments.ts';
import { UsageError } from '../../src/cli/usage-error.ts';

const options = (...args: readonly string[]): LintOptions => {
  const command = parseCommandLine(['lint', ...args], builderProfiles);
  assert.ok(command.name === 'lint');
  return command.options;
};

describe('parseCommandLine: lint', () => {
  it('has a default for all but the files', () => {
    assert.deepEqual(options('a', 'b'), {
      files: ['a', 'b'],
      format: 'text',
      failOn: undefined,
      config: undefined,
      builder: undefined,
      fix: false,
      stdinName: '-',
      shellcheck: 'shellcheck',
    });
  });

  it('reads all flags, before and behind the files', () => {
    assert.deepEqual(
      options(
        ...['--format', 'sarif', '-', '--fail-on', 'never', '--config', 'c.yaml', '--stdin-filename', 'x'],
        ...['--builder', 'kaniko', '--flavour', 'google', '--shellcheck', 'bin/shellcheck', '--', '--odd'],
      ),
      {
        files: ['-', '--odd'],
        format: 'sarif',
        failOn: 'never',
        config: resolve('c.yaml'),
        builder: { id: 'kaniko', flavour: 'google' },
        fix: false,
        stdinName: 'x',
        shellcheck: resolve('bin/shellcheck'),
      },
    );
  });

  it('takes the first flavour of a builder, and the first builder of a flavour', () => {
    assert.deepEqual(options('a', '--builder', 'buildah').builder?.id, 'buildah');
    assert.deepEqual(options('a', '--flavour', 'google').builder, { id: 'kaniko', flavour: 'google' });
  });

  it('asks no ShellCheck where it never should', () => {
    assert.equal(options('a', '--shellcheck', 'never').shellcheck, undefined);
  });

  it('shows help', () => {
    assert.deepEqual(parseCommandLine(['lint', '--help'], builderProfiles), { name: 'help' });
  });

  for (const args of [
    [],
    ['a', '--format', 'xml'],
    ['a', '--fail-on', 'fatal'],
    ['a', '--builder', 'bazel'],
    ['a', '--stdin-filename', 'x'],
    ['-', '--fix'],
    ['a', '--push'],
  ]) {
    it(`refuses: lint ${args.join(' ')}`, () => {
      assert.throws(() => options(...args), UsageError);
    });
  }
});
