import assert from 'node:assert/strict';
import { createLinter } from '../../src/linter.ts';
import { defaultConfig } from '../../src/dockerfile/lint/config.ts';
import { programOf } from './paths.ts';

describe('the linter with ShellCheck', () => {
  const linter = createLinter({});
  const request = {
    text: 'FROM a:1\nRUN sudo echo $FOO \\\n  && cd /x\n',
    config: defaultConfig,
    shellcheck: { path: programOf('shellcheck') },
  };

  it('has our findings at once, and those of ShellCheck later', async () => {
    const { diagnostics, shellcheck } = await linter.lint(request);
    assert.deepEqual(
      diagnostics.map(({ code }) => code),
      ['DL3004', 'DL3003'],
    );
    const found = await shellcheck;
    assert.deepEqual(
      found.map(({ code, start, end }) => [code, request.text.slice(start, end)]),
      [
        ['SC2086', '$FOO'],
        ['SC2164', 'cd /x'],
      ],
    );
  });

  it('starts no program where the request is cancelled', async () => {
    const cancelled = await linter.lint({ ...request, signal: AbortSignal.abort() });
    assert.deepEqual(await cancelled.shellcheck, []);
  });

  it('ends a program that is cancelled', async () => {
    const controller = new AbortController();
    const { shellcheck } = await linter.lint({ ...request, signal: controller.signal });
    controller.abort();
    assert.deepEqual(await shellcheck, []);
  });
});
