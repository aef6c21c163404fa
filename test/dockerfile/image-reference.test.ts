import assert from 'node:assert/strict';
import { isImageReference } from '../../src/dockerfile/image-reference.ts';

describe('dockerfile/image-reference', () => {
  const digest = `sha256:${'0a'.repeat(32)}`;
  const valid = [
    ...['a', 'a:b', 'a/b/c:1.2-x', 'reg.io/a', 'reg.io:5000/a:b', 'localhost/a', 'Foo/bar', 'FOO.io/x'],
    ...['[::1]:5000/foo', 'foo_bar.io/x', 'a__b/c--d/e.f_g', `a@${digest}`, `a:b@${digest}`, '0'],
  ];
  const invalid = [
    ...[
      '',
      'a:',
      ':b',
      'a@',
      'Foo',
      'foo/Bar',
      'localhost/Foo',
      'a___b',
      'a..b',
      '-a',
      'a/',
      'a:.b',
      'a:b:c',
    ],
    ...['https://x/y', 'a@sha256:0123', '0123456789'.repeat(6) + '0123', 'a b'],
  ];
  for (const text of valid) {
    it(`takes ${text}`, () => {
      assert.equal(isImageReference(text), true);
    });
  }
  for (const text of invalid) {
    it(`refuses ${JSON.stringify(text)}`, () => {
      assert.equal(isImageReference(text), false);
    });
  }
});
