import assert from 'node:assert/strict';
import { invalidDefaultArgInFrom } from '../../../src/dockerfile/rules/invalid-default-arg-in-from.ts';
import { findsPlaces, placesOf } from './buildkit-case.ts';
import { fixed } from './shell-rule.ts';

describe('InvalidDefaultArgInFrom', () => {
  findsPlaces(invalidDefaultArgInFrom, [
    ['ARG tag\nFROM a:$tag', ['2: a:$tag']],
    ['ARG tag=\nFROM a:$tag AS b', ['2: a:$tag']],
    ['ARG image\nFROM $image', ['2: $image']],
    ['ARG image\nARG b=$image\nFROM $b', ['3: $b']],
    ['ARG A=1\nFROM a:${A#1}', ['2: a:${A#1}']],
    ['FROM a:$HTTP_PROXY', ['1: a:$HTTP_PROXY']],
    ['FROM Foo', ['1: Foo']],
    ["FROM 'a:$x'", ["1: 'a:$x'"]],
    ['ARG TARGETARCH=\nFROM $TARGETARCH', ['2: $TARGETARCH']],
    ['ARG tag=1\nFROM a:$tag', []],
    ['ARG image\nFROM ${image:-a}:b', []],
    ['ARG A\nFROM scratch$A', []],
    ['FROM a:$TARGETARCH', []],
    ['ARG A=$TARGETARCH\nFROM a:$A', []],
    ['FROM ${X:?must}', []],
    ['FROM a AS B\nFROM b', []],
    ['FROM', []],
  ]);

  it('names a stage as builders know it', () => {
    assert.equal(
      fixed(invalidDefaultArgInFrom, 'FROM a AS Build\nFROM Build'),
      'FROM a AS Build\nFROM build',
    );
  });

  it('takes build arguments', () => {
    const text = 'ARG tag\nFROM a:$tag';
    assert.deepEqual(placesOf(invalidDefaultArgInFrom, text, { buildArgs: { tag: '1' } }), []);
  });
});
