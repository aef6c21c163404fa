import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readIgnoredPaths } from '../../src/linter/ignored-paths.ts';

describe('readIgnoredPaths', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kaniko-build-ignored-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const read = () => readIgnoredPaths(folder, join(folder, 'Dockerfile'));

  it('names the pattern that decides', async () => {
    await writeFile(join(folder, '.dockerignore'), '# these\nnode_modules\n*.log \r\n!keep.log\n');
    const ignored = await read();
    assert.deepEqual(ignored?.('node_modules/a/b.js'), { line: 2, pattern: 'node_modules' });
    assert.deepEqual(ignored('/x.log'), { line: 3, pattern: '*.log' });
    assert.equal(ignored('keep.log'), undefined);
    assert.equal(ignored('src'), undefined);
    assert.equal(ignored('/'), undefined);
  });

  it("prefers the Dockerfile's own", async () => {
    await writeFile(join(folder, '.dockerignore'), 'a\n');
    await writeFile(join(folder, 'Dockerfile.dockerignore'), 'b\n');
    const ignored = await read();
    assert.deepEqual([ignored?.('a'), ignored?.('b')?.line], [undefined, 1]);
  });

  it('takes what is typed and not saved, also of one that is not there yet', async () => {
    await writeFile(join(folder, '.dockerignore'), 'a\n');
    const own = join(folder, 'Dockerfile.dockerignore');
    for (const [file, text] of [
      [join(folder, '.dockerignore'), '# moved\nb\n'],
      [own, '\nb\n'],
    ] as const) {
      const ignored = await readIgnoredPaths(folder, join(folder, 'Dockerfile'), { [file]: text });
      assert.deepEqual([ignored?.('a'), ignored?.('b')?.line], [undefined, 2]);
    }
  });

  it('knows nothing where there is none, or a broken one', async () => {
    assert.equal(await read(), undefined);
    await writeFile(join(folder, '.dockerignore'), 'a\n[\n');
    assert.equal(await read(), undefined);
  });
});
