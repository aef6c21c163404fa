import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));

describe('the package', () => {
  let folder: string;
  let extension: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kaniko-build-package-'));
    const vsix = join(folder, 'kaniko-build.vsix');
    await run('vsce', ['package', '--no-dependencies', '--out', vsix], { cwd: root });
    await run('python3', ['-m', 'zipfile', '-e', vsix, folder]);
    extension = join(folder, 'extension');
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('holds what runs and nothing else', async () => {
    const files = (await readdir(extension, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(extension.length + 1));
    const wanted =
      /^(package(\.nls.*)?\.json|readme\.md|changelog\.md|LICENSE\.txt|dist\/(extension|commands|editor|engine|linter|context|stat-worker|cli)\.js|l10n\/bundle\.l10n.*\.json|media\/[\w-]+\.(svg|png|md)|media\/rules\/([\w-]+\/)?\w+\.md|syntaxes\/[\w.-]+\.json)$/;
    assert.deepEqual(
      files.filter((file) => !wanted.test(file)),
      [],
    );
    for (const file of [
      'dist/extension.js',
      'dist/commands.js',
      'dist/editor.js',
      'dist/engine.js',
      'dist/linter.js',
      'dist/context.js',
      'dist/stat-worker.js',
      'media/rules/DL3008.md',
      'dist/cli.js',
      'package.json',
      'LICENSE.txt',
    ]) {
      assert.ok(files.includes(file), `${file} is missing`);
    }
  });

  it('loads little at activation: neither a cluster client, a YAML library nor rules', async () => {
    const path = join(extension, 'dist', 'extension.js');
    assert.ok((await stat(path)).size < 200 * 1024, 'dist/extension.js has grown');
    const code = await readFile(path, 'utf8');
    for (const heavy of [
      'js-yaml',
      'YAMLException',
      'KubeConfig',
      'WebSocket',
      'createDeflateRaw',
      'DL3008',
    ]) {
      assert.ok(!code.includes(heavy), `${heavy} is in dist/extension.js`);
    }
  });

  it('runs on its own, with the Node of this machine', async () => {
    const { stdout } = await run(process.execPath, [join(extension, 'dist', 'cli.js'), '--help'], {
      cwd: folder,
    });
    assert.match(stdout, /kaniko-build build/);
  });
});
