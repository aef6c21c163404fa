import assert from 'node:assert/strict';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { defaultConfig } from '../../src/dockerfile/lint/config.ts';
import type { Diagnostic } from '../../src/dockerfile/lint/diagnostic.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { findShellcheck } from '../../src/shellcheck/find-shellcheck.ts';
import { shellcheck } from '../../src/shellcheck/shellcheck.ts';
import { programOf } from '../oracles/paths.ts';

describe('ShellCheck on RUN', function () {
  this.timeout(20_000);
  let program = '';

  before(async function () {
    program =
      (await findShellcheck(programOf('shellcheck'), {})) ??
      (await findShellcheck(undefined, process.env)) ??
      '';
    if (program === '') {
      this.skip();
    }
  });

  async function check(text: string, config = defaultConfig): Promise<Diagnostic[]> {
    return shellcheck(parseDockerfile(text), config, { program, timeout: 10_000 });
  }

  /** Code and exact words of each finding. */
  async function found(text: string): Promise<string[]> {
    return (await check(text)).map(({ code, start, end }) => `${code} ${text.slice(start, end)}`);
  }

  /** The text after the fix of the first finding with the code. */
  async function fixed(text: string, code: string): Promise<string | undefined> {
    const edits = (await check(text)).find((diagnostic) => diagnostic.code === code)?.fixes[0]?.edits;
    return edits
      ?.toSorted((one, other) => other.start - one.start)
      .reduce((result, edit) => result.slice(0, edit.start) + edit.newText + result.slice(edit.end), text);
  }

  it('finds the exact words behind tabs, comments, continuations and wide characters', async () => {
    const text = 'FROM a\nRUN echo "é𝒳" && \\\n\t# why\n\n\tls\t*.x | grep $A && \\\r\n  echo "𝒳" $b\n';
    assert.deepEqual(
      await found(text),
      ['SC2010 ls', 'SC2035 *', 'SC2153 $A', 'SC2086 $A', 'SC2154 $b', 'SC2086 $b'].filter(
        (line) => !line.startsWith('SC2153'),
      ),
    );
  });

  it('repairs as ShellCheck proposes, without touching the rest', async () => {
    assert.equal(
      await fixed('RUN a && \\\n  # why\n\techo\t`b` $C\n', 'SC2006'),
      'RUN a && \\\n  # why\n\techo\t$(b) $C\n',
    );
    assert.equal(await fixed('RUN echo é𝒳 $x\n', 'SC2086'), 'RUN echo é𝒳 "$x"\n');
    assert.equal(await fixed('RUN cd \\\n  x; y\n', 'SC2164'), 'RUN cd \\\n  x || exit; y\n');
  });

  it('leaves a fix out that would run over a continuation', async () => {
    const text = 'RUN echo `a \\\n  b`\n';
    const result = await fixed(text, 'SC2006');
    assert.ok(result === undefined || result === 'RUN echo $(a \\\n  b)\n');
  });

  it('knows the variables of ARG, ENV and proxies', async () => {
    const text = 'FROM a\nARG b\nENV c=1\nRUN echo "$b $c $http_proxy $d"\nFROM a\nRUN echo "$b"\n';
    assert.deepEqual(await found(text), ['SC2154 $d', 'SC2154 $b']);
  });

  it('asks for the shell that runs it', async () => {
    assert.deepEqual(await found('FROM a\nRUN [[ $A ]]\n'), ['SC3010 [[ $A ]]']);
    assert.deepEqual(await found('FROM a\nSHELL ["/bin/bash", "-c"]\nRUN [[ $A ]]\n'), []);
    assert.deepEqual(await found('FROM a\n# hadolint shell=bash\nRUN [[ $A ]]\n'), []);
    assert.deepEqual(await found('FROM a\nRUN <<EOF\n#!/bin/bash\n[[ $A ]]\necho $B\nEOF\n'), ['SC2086 $B']);
  });

  it('leaves out the exec form, PowerShell, cmd and what it does not know', async () => {
    for (const shell of ['pwsh', 'powershell', 'cmd', 'zsh', 'fish']) {
      assert.deepEqual(await found(`FROM a\nSHELL ["${shell}", "-c"]\nRUN echo $A\n`), []);
    }
    assert.deepEqual(await found('RUN ["sh", "-c", "echo $A"]\nCMD echo $A\n'), []);
  });

  it('does not ask for files that it does not have', async () => {
    assert.deepEqual(await found('FROM a\nRUN . /x && . "$Y"\n'), []);
  });

  it('looks at here-documents and at what ONBUILD triggers', async () => {
    assert.deepEqual(await found('FROM a\nRUN <<-EOF\n\techo\t$A\n\tEOF\nONBUILD RUN echo $B\n'), [
      'SC2086 $A',
      'SC2086 $B',
    ]);
  });

  it('names a place for what is missing at the end', async () => {
    const diagnostics = await check("RUN echo 'a\n");
    assert.ok(diagnostics.some(({ severity }) => severity === 'error'));
    for (const { start, end } of diagnostics) {
      assert.ok(start < end && end <= 11, `${start.toString()}-${end.toString()}`);
    }
  });

  it('heeds configuration and comments', async () => {
    const text = 'FROM a\n# hadolint ignore=SC2086\nRUN echo $A\nRUN echo $A\n';
    assert.equal((await check(text)).length, 1);
    assert.equal((await check(text, { ...defaultConfig, disableIgnorePragma: true })).length, 2);
    assert.equal((await check(text, { ...defaultConfig, ignored: new Set(['SC2086']) })).length, 0);
    const [changed] = await check(text, { ...defaultConfig, severities: new Map([['SC2086', 'error']]) });
    assert.equal(changed?.severity, 'error');
  });

  it('ends when it is cancelled', async () => {
    const tree = parseDockerfile(`FROM a\n${'RUN echo $A\n'.repeat(200)}`);
    const options = { program, timeout: 10_000, signal: AbortSignal.timeout(100) };
    const begin = performance.now();
    const diagnostics = await shellcheck(tree, defaultConfig, options);
    assert.ok(performance.now() - begin < 3000);
    assert.ok(diagnostics.length < 200);
  });

  it('gives up a program that takes too long, says nonsense or is none', async function () {
    if (process.platform === 'win32') {
      this.skip();
    }
    const folder = await mkdtemp(join(tmpdir(), 'shellcheck-'));
    const tree = parseDockerfile('RUN echo $A\n');
    try {
      const begin = performance.now();
      for (const script of [
        '#!/bin/sh\nexec sleep 30\n',
        '#!/bin/sh\necho "{"\n',
        '#!/bin/sh\nexit 2\n',
        'nonsense',
      ]) {
        const fake = join(folder, 'fake');
        await writeFile(fake, script);
        await chmod(fake, 0o755);
        assert.deepEqual(await shellcheck(tree, defaultConfig, { program: fake, timeout: 300 }), []);
      }
      assert.deepEqual(
        await shellcheck(tree, defaultConfig, { program: join(folder, 'none'), timeout: 300 }),
        [],
      );
      assert.ok(performance.now() - begin < 5000);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('is found where the user says, or on PATH in absolute folders', async () => {
    assert.equal(await findShellcheck(program, {}), program);
    const folder = await mkdtemp(join(tmpdir(), 'shellcheck-'));
    try {
      const onPath = join(folder, 'shellcheck');
      await writeFile(onPath, '');
      await chmod(onPath, 0o755);
      assert.equal(await findShellcheck('', { PATH: folder }), onPath);
      assert.equal(await findShellcheck('shellcheck', { PATH: folder }), undefined);
      assert.equal(await findShellcheck(join(folder, 'none'), { PATH: folder }), undefined);
      assert.equal(await findShellcheck('', { PATH: relative(process.cwd(), folder) }), undefined);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
