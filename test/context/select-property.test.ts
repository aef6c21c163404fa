import assert from 'node:assert/strict';
import { parseIgnore } from '../../src/context/ignore.ts';
import { fileMatch } from '../../src/context/patterns/file-match.ts';
import type { LeftOut } from '../../src/context/selection.ts';
import { selectContext } from '../../src/context/select.ts';
import { Random } from '../oracles/ignore/random.ts';
import { TempFolder } from './temp-folder.ts';

const names = ['a', 'b', 'ab', 'src', 'lib', 'x.ts', 'y.log', '.env', 'a b'] as const;
const sources = ['.', 'a', 'src', 'src/a', 'lib/*', '*.ts', '*/x.ts', 's*/l?b', 'a/b/../b', '[a-l]*', 'none', './src/', '/lib', '*/*/*', 'a?/[^.]*'] as const; // prettier-ignore
const patterns = ['*', 'a', 'src/a', '**/*.log', '!src', '!**/x.ts', 'lib/**', '!lib/a/', '**/a', '!a/b', '.env', '*/b', 'src*'] as const; // prettier-ignore

/** Whether a read finds the path, by the plainest reading of the rules: it or one of its folders is a source. */
function isRead(path: string, read: string): boolean {
  const source = read.split('/').filter((part) => part !== '' && part !== '.');
  const clean: string[] = [];
  for (const part of source) {
    if (part === '..') clean.pop();
    else clean.push(part);
  }
  const pattern = clean.join('/');
  const parts = path.split('/');
  return (
    pattern === '' ||
    parts.some((_, index) => fileMatch(pattern, parts.slice(0, index + 1).join('/')) === true)
  );
}

describe('context/select, on generated trees', () => {
  it('takes exactly what is read and not ignored, and lists each other file or its folder', async function () {
    this.timeout(60_000);
    const random = new Random(7);
    let taken = 0;
    let left = 0;
    for (let round = 0; round < 250; round++) {
      const temp = new TempFolder();
      try {
        const files = new Set<string>();
        for (const path of random.times(5, 30, () =>
          random.times(1, 4, () => random.pick(names)).join('/'),
        )) {
          // No file where a folder is, and none in a file.
          const clash = [...files].some(
            (other) => other.startsWith(`${path}/`) || path.startsWith(`${other}/`),
          );
          if (!clash) files.add(path);
        }
        const ignore = random.times(0, 4, () => random.pick(patterns)).join('\n');
        const reads = random.times(1, 3, () => random.pick(sources));
        temp.write({
          ...Object.fromEntries([...files].map((path) => [path, path])),
          'Dockerfile.x': `FROM scratch\n${reads.map((read) => `COPY ["${read}", "/"]`).join('\n')}`,
          '.dockerignore': ignore,
        });
        const rules = parseIgnore(ignore, '', false);
        const expected = [...files].filter(
          (path) => rules.judgeAlone(path) === undefined && reads.some((read) => isRead(path, read)),
        );
        const found = await selectContext({ folder: temp.path, dockerfile: temp.join('Dockerfile.x') });
        const actual = found.selected
          .filter(({ entry }) => entry.type === 'file')
          .map(({ entry }) => entry.path);
        const what = { ignore, reads, files: [...files] };
        assert.deepEqual(
          { what, paths: actual.filter((path) => path !== 'Dockerfile.x') },
          { what, paths: expected.sort() },
        );
        for (const path of files) {
          const holds = (one: LeftOut): boolean =>
            one.path === path || (one.folder && path.startsWith(`${one.path}/`));
          const ignored = found.ignored.filter(holds);
          const unread = found.unread.filter(holds);
          const told = `${path} in ${JSON.stringify(what)}`;
          assert.ok(ignored.length <= 1 && unread.length <= 1, told);
          assert.equal(ignored.length + unread.length > 0, !expected.includes(path), told);
          if (ignored[0]?.path === path) assert.ok(rules.judgeAlone(path) !== undefined, told);
        }
        taken += expected.length;
        left += files.size - expected.length;
      } finally {
        temp.remove();
      }
    }
    assert.ok(taken > 300 && left > 300, `${taken} taken, ${left} left`);
  });
});
