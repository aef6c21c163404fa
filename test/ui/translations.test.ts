import assert from 'node:assert/strict';
import { comparedKeys, comparedTranslations } from './translations.ts';

describe('translations', () => {
  it('are complete, with nothing left over', () => {
    assert.deepEqual(comparedKeys('f', ['a', 'b'], ['b', 'c']), ['f: missing "a"', 'f: left over "c"']);
  });

  it('keep placeholders, commands and code', () => {
    const source = { a: '{0} of {1}', b: '[x](command:y.z)', c: 'set `KUBECONFIG`', d: 'text' };
    const good = { a: '{1} 中的 {0}', b: '[某](command:y.z)', c: '设置 `KUBECONFIG`', d: '文本' };
    assert.deepEqual(comparedTranslations('f', source, good), []);
    const bad = { a: '{0}', b: '[某](command:other)', c: '设置 KUBECONFIG', d: '' };
    assert.equal(comparedTranslations('f', source, bad).length, 4);
  });
});
