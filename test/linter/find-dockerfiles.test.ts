import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { findDockerfiles } from '../../src/linter/find-dockerfiles.ts';

describe('findDockerfiles', () => {
  let root: string;
  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'kaniko-build-find-'));
    const files = [
      ...['Dockerfile', 'Dockerfile.dev', 'Dockerfile.md', 'Dockerfile.dockerignore', 'main.go'],
      ...['api/Containerfile', 'api/x.dockerfile', 'api/deep/er/Dockerfile', 'api/[x]/Dockerfile'],
      ...['node_modules/p/Dockerfile', '.git/Dockerfile', 'empty/readme'],
    ];
    for (const file of files) {
      await mkdir(dirname(join(root, file)), { recursive: true });
      await writeFile(join(root, file), 'FROM scratch\n');
    }
    await symlink(join(root, 'Dockerfile'), join(root, 'api/Dockerfile.link'));
    await symlink(root, join(root, 'api/loop'));
    await symlink(join(root, 'nothing'), join(root, 'api/Dockerfile.broken'));
  });
  after(() => rm(root, { recursive: true, force: true }));

  const find = async (...words: readonly string[]) => {
    const { files, missing } = await findDockerfiles(words.map((word) => join(root, word)));
    const short = (path: string) => path.slice(root.length + 1);
    return { files: files.map(short), missing: missing.map(short) };
  };

  it('takes a file by its name, whatever that is', async () => {
    assert.deepEqual(await find('main.go', 'api/[x]/Dockerfile'), {
      files: ['main.go', 'api/[x]/Dockerfile'],
      missing: [],
    });
  });

  it('takes the Dockerfiles of a folder, but those of others', async () => {
    const { files } = await find('');
    assert.deepEqual(files, [
      ...['Dockerfile', 'Dockerfile.dev', 'api/Containerfile', 'api/Dockerfile.link', 'api/[x]/Dockerfile'],
      ...['api/deep/er/Dockerfile', 'api/x.dockerfile'],
    ]);
    assert.deepEqual((await find('node_modules')).files, ['node_modules/p/Dockerfile']);
  });

  it('expands patterns', async () => {
    assert.deepEqual((await find('**/Dockerfile')).files, [
      ...['Dockerfile', 'api/[x]/Dockerfile', 'api/deep/er/Dockerfile'],
    ]);
    assert.deepEqual((await find('*/*erfile')).files, ['api/Containerfile', 'api/x.dockerfile']);
    assert.deepEqual((await find('Dockerfile.de?')).files, ['Dockerfile.dev']);
    assert.deepEqual((await find('node_modules/*/Dockerfile')).files, ['node_modules/p/Dockerfile']);
  });

  it('names each file once', async () => {
    assert.deepEqual((await find('Dockerfile', 'Docker*le', 'Dockerfile')).files, ['Dockerfile']);
  });

  it('tells of words that stand for nothing', async () => {
    assert.deepEqual(await find('none', 'empty', 'x*y', '['), {
      files: [],
      missing: ['none', 'empty', 'x*y', '['],
    });
  });

  it('finds from the folder where it runs', async () => {
    const before = process.cwd();
    process.chdir(join(root, 'api'));
    try {
      assert.deepEqual((await findDockerfiles(['deep', '*file', '.'])).files, [
        ...['deep/er/Dockerfile', 'Containerfile', 'x.dockerfile', 'Dockerfile.link', '[x]/Dockerfile'],
      ]);
    } finally {
      process.chdir(before);
    }
  });
});
