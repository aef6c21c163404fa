import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { configCandidates, findConfig, foldersUpTo } from '../../src/linter/find-config.ts';

describe('findConfig', () => {
  let root: string;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'kaniko-build-config-'));
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  const find = async (files: readonly string[], environment: Record<string, string> = {}) => {
    for (const file of files) {
      await mkdir(dirname(join(root, file)), { recursive: true });
      await writeFile(join(root, file), '');
    }
    const found = await findConfig({
      folders: [join(root, 'a/b'), join(root, 'a')],
      environment,
      home: join(root, 'home'),
    });
    return found?.slice(root.length + 1);
  };

  it('finds none', async () => {
    assert.equal(await find(['a/hadolint.yaml', '.hadolint.yaml']), undefined);
  });

  it('takes the nearest folder, and .yaml before .yml', async () => {
    assert.equal(await find(['a/.hadolint.yml', 'home/.hadolint.yaml']), 'a/.hadolint.yml');
    assert.equal(await find(['a/.hadolint.yaml']), 'a/.hadolint.yaml');
    assert.equal(await find(['a/b/.hadolint.yml']), 'a/b/.hadolint.yml');
  });

  it("looks into the user's folders behind those", async () => {
    assert.equal(await find(['home/.hadolint.yml']), 'home/.hadolint.yml');
    assert.equal(await find(['home/.hadolint/config.yaml']), 'home/.hadolint/config.yaml');
    assert.equal(await find(['home/.hadolint/hadolint.yml']), 'home/.hadolint/hadolint.yml');
    assert.equal(await find(['home/.config/hadolint.yaml']), 'home/.config/hadolint.yaml');
    assert.equal(
      await find(['xdg/hadolint.yml'], { XDG_CONFIG_HOME: join(root, 'xdg') }),
      'xdg/hadolint.yml',
    );
  });

  it('heeds no relative XDG_CONFIG_HOME', async () => {
    assert.equal(
      await find(['home/.config/hadolint.yaml'], { XDG_CONFIG_HOME: 'xdg' }),
      'home/.config/hadolint.yaml',
    );
  });

  it('passes over a folder of that name', async () => {
    await mkdir(join(root, 'a/.hadolint.yaml'), { recursive: true });
    assert.equal(await find(['home/.hadolint.yaml']), 'home/.hadolint.yaml');
  });

  it('takes the file that is asked for, even where there is none', async () => {
    const file = join(root, 'none.yaml');
    assert.equal(await findConfig({ file, folders: [root], environment: {}, home: root }), file);
  });
});

describe('configCandidates', () => {
  it('are ten for one folder', () => {
    assert.equal(configCandidates({ folders: ['/w'], environment: {}, home: '/h' }).length, 10);
  });
});

describe('foldersUpTo', () => {
  for (const [workspace, dockerfile, folders] of [
    ['/w', '/w/Dockerfile', ['/w']],
    ['/w', '/w/a/b/Dockerfile', ['/w/a/b', '/w/a', '/w']],
    ['/w/', '/w/a/Dockerfile', ['/w/a', '/w']],
    ['/w', '/other/a/Dockerfile', ['/other/a']],
    ['/w', '/w-other/Dockerfile', ['/w-other']],
    ['/w', '/w/..a/Dockerfile', ['/w/..a', '/w']],
  ] as const) {
    it(`from ${dockerfile} up to ${workspace}`, () => {
      assert.deepEqual(foldersUpTo(workspace, dockerfile), folders);
    });
  }
});
