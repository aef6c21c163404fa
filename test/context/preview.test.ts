import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { previewContext, previewOf } from '../../src/context/preview.ts';
import { selectContext } from '../../src/context/select.ts';
import { TempFolder } from './temp-folder.ts';

describe('context/preview', function () {
  this.timeout(120_000);
  let temp: TempFolder;

  beforeEach(() => {
    temp = new TempFolder();
  });
  afterEach(() => {
    temp.remove();
  });

  it('is a tree with sizes, largest first, with what each source takes', async () => {
    temp.write({
      Dockerfile: 'FROM a\nCOPY src big.bin /\nCOPY src/a none /\n',
      '.dockerignore': '*.log\n',
      'src/a/1': 'x'.repeat(10),
      'src/b/2': 'x'.repeat(50),
      'src/l': '-> b',
      'big.bin': 'x'.repeat(1_000),
      'x.log': '',
      'rest/y': '',
    });
    const { root, totals, reads, ignored, unread, ignoreFile, warnings } = await previewContext({
      folder: temp.path,
      dockerfile: temp.join('Dockerfile'),
    });
    const children = await root.children();
    assert.deepEqual(children.map(({ name, kind, bytes, files }) => [name, kind, bytes, files]), [
      ['big.bin', 'file', 1_000, 1],
      ['src', 'folder', 60, 3],
      ['Dockerfile', 'file', 44, 1],
      ['.dockerignore', 'file', 6, 1],
    ]); // prettier-ignore
    const [, src] = children;
    assert.deepEqual(
      (await src?.children())?.map(({ path }) => path),
      ['src/b', 'src/a', 'src/l'],
    );
    for (const path of ['src', 'src/b', 'src/b/2', 'big.bin']) assert.equal(root.find(path)?.path, path);
    for (const path of ['rest', 'rest/y', 'src/b/3', 'srcs']) assert.equal(root.find(path), undefined);
    assert.deepEqual([root.files, root.bytes], [totals.files, totals.bytes]);
    assert.deepEqual(reads.map(({ read, files, bytes }) => [read.line, read.written, files, bytes]), [
      [2, 'src', 3, 60],
      [2, 'big.bin', 1, 1_000],
      [3, 'src/a', 1, 10],
      [3, 'none', 0, 0],
    ]); // prettier-ignore
    assert.deepEqual(ignored.map(({ path, pattern }) => [path, pattern.line]), [['x.log', 1]]); // prettier-ignore
    assert.deepEqual(unread, [{ path: 'rest', folder: true }]);
    assert.equal(ignoreFile, temp.join('.dockerignore'));
    assert.equal(warnings.length, 1);
    const selected = await selectContext({ folder: temp.path, dockerfile: temp.join('Dockerfile') });
    const again = await previewOf(selected);
    assert.deepEqual(again.root, root);
    assert.deepEqual(await again.root.children(), children);
  });

  it('takes a small multiple of the time that find takes, and lets other work come in between', async () => {
    temp.write({ Dockerfile: 'FROM a\nCOPY . /', '.dockerignore': '**/*.log\nnode_modules\n!keep' });
    for (let folder = 0; folder < 50; folder++) {
      const path = temp.join(`p${folder % 20}`, `q${folder}`);
      mkdirSync(path, { recursive: true });
      for (let file = 0; file < 200; file++) writeFileSync(`${path}/file-${file}.ts`, '');
    }
    const ratios: number[] = [];
    let turns = 0;
    for (let round = 0; round < 5; round++) {
      const began = performance.now();
      execFileSync('find', [temp.path, '-printf', '%p %s %m\\n'], { maxBuffer: 2 ** 26 });
      const found = performance.now();
      const timer = setInterval(() => turns++, 1);
      const { totals } = await previewContext({ folder: temp.path, dockerfile: temp.join('Dockerfile') });
      clearInterval(timer);
      ratios.push((performance.now() - found) / (found - began));
      assert.equal(totals.files, 10_002);
    }
    const [, , median = Infinity] = ratios.sort((a, b) => a - b);
    assert.ok(median < 8, `ratios ${ratios.join()}`);
    assert.ok(turns >= 10, `${turns} turns`);
  });
});
