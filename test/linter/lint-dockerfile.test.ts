import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { builderProfiles } from '../../src/builder-profiles.ts';
import { defaultConfig } from '../../src/dockerfile/lint/config.ts';
import { fixDockerfile, lintDockerfile } from '../../src/linter/lint-dockerfile.ts';
import type { LintRequest } from '../../src/linter/linter.ts';

describe('lintDockerfile', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kaniko-build-linter-'));
    await writeFile(join(folder, '.dockerignore'), 'secret\n');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const lint = (request: Partial<LintRequest> & { readonly text: string }) =>
    lintDockerfile({ config: defaultConfig, ...request }, builderProfiles);

  const codes = async (request: Partial<LintRequest> & { readonly text: string }) =>
    (await lint(request)).diagnostics.map(({ code }) => code);

  it('answers without ShellCheck where it is not there', async () => {
    const { diagnostics, milliseconds, shellcheck, tree } = await lint({
      text: 'FROM a:1\nRUN sudo $x\n',
      shellcheck: { path: join(folder, 'none') },
    });
    assert.deepEqual(
      diagnostics.map(({ code }) => code),
      ['DL3004'],
    );
    assert.deepEqual(await shellcheck, []);
    assert.ok(milliseconds > 0);
    assert.equal(tree.instructions.length, 2);
  });

  it("knows the ignore file of the Dockerfile's folder, or of the context", async () => {
    const text = 'FROM a:1\nCOPY secret /\n';
    const path = join(folder, 'sub/Dockerfile');
    assert.deepEqual(await codes({ text, path: join(folder, 'Dockerfile') }), ['CopyIgnoredFile']);
    assert.deepEqual(await codes({ text, path }), []);
    await mkdir(join(folder, 'sub'));
    assert.deepEqual(await codes({ text, path, context: folder }), ['CopyIgnoredFile']);
    assert.deepEqual(await codes({ text }), []);
  });

  it('knows what the chosen builder makes of it', async () => {
    const text = 'FROM a:1\nRUN --mount=type=cache,target=/x y\nADD https://a.b/c.git /c\n';
    const before = await codes({ text });
    const builder = { id: 'kaniko', flavour: 'google' };
    const after = await codes({ text, builder });
    assert.ok(!before.some((code) => code.startsWith('KB')));
    assert.ok(
      after.some((code) => code.startsWith('KB')),
      String(after),
    );
  });

  it('fixes by the configuration', async () => {
    const request = { text: 'FROM a:1\nrun x\nCOPY y /y\n', config: defaultConfig };
    assert.deepEqual(await fixDockerfile(request, builderProfiles), {
      text: 'FROM a:1\nRUN x\nCOPY y /y\n',
      applied: 1,
    });
    const config = { ...defaultConfig, ignored: new Set(['ConsistentInstructionCasing']) };
    assert.equal((await fixDockerfile({ ...request, config }, builderProfiles)).applied, 0);
  });
});
