import assert from 'node:assert/strict';
import { baseImages } from '../../src/dockerfile/base-images.ts';
import { stageNames } from '../../src/dockerfile/stages.ts';

const images = (text: string, target?: string, buildArgs: Record<string, string> = {}): readonly string[] => {
  const found = baseImages(text, { buildArgs, ...(target === undefined ? {} : { target }) });
  assert.deepEqual(found.unresolved, []);
  return found.images;
};

describe('dockerfile/base-images', () => {
  const stages = `
ARG VERSION=1.22
ARG IMAGE=golang:\${VERSION}
FROM --platform=$BUILDPLATFORM $IMAGE AS build
RUN --mount=type=bind,from=docker.io/library/tools:1,target=/t --mount=type=cache,target=/c make
FROM node:20 AS unused
FROM scratch AS empty
FROM alpine AS Base
FROM base AS final
COPY --from=build /a /a
COPY --from=2 /b /b
COPY --from=ghcr.io/acme/assets:2 /c /c
`;

  it('finds what the last stage needs, each once, in order', () => {
    assert.deepEqual(images(stages), [
      'golang:1.22',
      'docker.io/library/tools:1',
      'alpine',
      'ghcr.io/acme/assets:2',
    ]);
  });

  it('finds what another target needs', () => {
    assert.deepEqual(images(stages, 'BASE'), ['alpine']);
    assert.deepEqual(images(stages, 'unused'), ['node:20']);
    assert.deepEqual(images(stages, '0'), ['golang:1.22', 'docker.io/library/tools:1']);
    assert.deepEqual(images(stages, 'empty'), []);
    assert.equal(images(stages, 'no-such-stage').length, 5);
  });

  it('names the stages', () => {
    assert.deepEqual(stageNames(stages), ['build', 'unused', 'empty', 'Base', 'final']);
    assert.deepEqual(stageNames('FROM a\nFROM b as B'), ['B']);
  });

  it('prefers build arguments to defaults, and needs their ARG', () => {
    assert.deepEqual(images('ARG V=1\nFROM a:$V', undefined, { V: '2' }), ['a:2']);
    assert.deepEqual(images('ARG V\nFROM a:$V', undefined, { V: '2' }), ['a:2']);
    assert.deepEqual(images('ARG A=x B="y z" C=\'$A\'\nFROM $A/${B:+b}'), ['x/b']);
    assert.deepEqual(images('FROM a:${V:-3}', undefined, { V: '2' }), ['a:3']);
    assert.deepEqual(images('FROM a:$TARGETARCH', undefined, { TARGETARCH: 'arm64' }), ['a:arm64']);
    assert.deepEqual(images('FROM a\nARG V=1\nFROM b:${V:-none}'), ['b:none']);
    assert.deepEqual(images('ARG toString\nFROM a:${toString:-x}'), ['a:x']);
  });

  it('leaves out, and says, what has no value here', () => {
    const { images: found, unresolved } = baseImages(
      'FROM a AS x\nFROM b:$V\nCOPY --from=x a b\nFROM c:${V}\nCOPY --from=1 a b',
      { buildArgs: {} },
    );
    assert.deepEqual(found, ['a']);
    assert.deepEqual(
      unresolved.map(({ written, line, unresolved: variables }) => [written, line, variables]),
      [
        ['b:$V', 2, ['V']],
        ['c:${V}', 4, ['V']],
      ],
    );
  });

  it('knows only earlier stages: a later name is an image', () => {
    assert.deepEqual(images('FROM b AS a\nFROM a AS b\nFROM b'), ['b']);
    assert.deepEqual(images('FROM x AS x\nFROM x'), ['x']);
    assert.deepEqual(images('FROM x AS s\nFROM y AS s\nFROM s'), ['y']);
  });

  it('does not take a number in FROM for a stage', () => {
    assert.deepEqual(images('FROM a\nFROM 0'), ['0']);
  });

  it('ignores what only looks like FROM', () => {
    assert.deepEqual(
      images(
        'FROM a\nRUN <<EOF\nFROM b\nEOF\n# FROM c\nRUN x \\\n  # FROM d\n  FROM e\nONBUILD COPY --from=f a b',
      ),
      ['a'],
    );
  });

  it('takes garbage', () => {
    for (const text of [
      '',
      'FROM',
      'FROM AS x',
      'COPY --from=x',
      'ARG',
      'ARG =',
      'FROM ${',
      'RUN --mount=from=',
      'FROM a AS',
      '\0',
    ]) {
      assert.doesNotThrow(() => baseImages(text, { buildArgs: {} }), text);
    }
    assert.deepEqual(images(''), []);
  });
});
