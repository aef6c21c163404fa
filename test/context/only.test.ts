import assert from 'node:assert/strict';
import { isAmong, onlyThese } from '../../src/context/only.ts';

describe('context/only', () => {
  it('is a path, and all that lies in it', () => {
    const only = onlyThese(['a/b', 'c']);
    const among = ['a', 'a/b', 'a/b/c', 'a/bc', 'b', 'c', 'c/d', 'cd'].filter((path) => isAmong(path, only));
    assert.deepEqual(among, ['a/b', 'a/b/c', 'c', 'c/d']);
  });

  it('is all of a folder whatever of it is named besides, before or after', () => {
    for (const paths of [
      ['a', 'a/b'],
      ['a/b', 'a'],
    ]) {
      assert.ok(isAmong('a/c', onlyThese(paths)), paths.join());
    }
  });

  it('takes names that objects have of their own for names', () => {
    assert.ok(!isAmong('constructor/x', onlyThese(['a'])));
    assert.ok(isAmong('__proto__/x', onlyThese(['__proto__'])));
  });
});
