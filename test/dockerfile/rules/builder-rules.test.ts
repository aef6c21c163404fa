import assert from 'node:assert/strict';
import { buildahFeatures } from '../../../src/builders/buildah/features.ts';
import { kanikoFeatures } from '../../../src/builders/kaniko/features.ts';
import type { ChosenBuilder } from '../../../src/dockerfile/lint/builder-features.ts';
import type { Severity } from '../../../src/dockerfile/lint/diagnostic.ts';
import { builderRules } from '../../../src/dockerfile/rules/builder-rules.ts';
import { findingsWith } from './buildkit-case.ts';

const builders = {
  google: { id: 'kaniko', flavour: 'google', name: 'kaniko (Google)', features: kanikoFeatures.google },
  chainguard: {
    id: 'kaniko',
    flavour: 'chainguard',
    name: 'kaniko (Chainguard)',
    features: kanikoFeatures.chainguard,
  },
  oss: {
    id: 'kaniko',
    flavour: 'osscontainertools',
    name: 'kaniko',
    version: '1.28.3',
    features: kanikoFeatures.osscontainertools,
  },
  buildah128: {
    id: 'buildah',
    flavour: 'stable',
    name: 'buildah',
    version: '1.28.2',
    features: buildahFeatures,
  },
  buildah137: {
    id: 'buildah',
    flavour: 'stable',
    name: 'buildah',
    version: '1.37.6',
    features: buildahFeatures,
  },
} satisfies Record<string, ChosenBuilder>;

type Name = keyof typeof builders;
const names: readonly Name[] = ['google', 'chainguard', 'oss', 'buildah128', 'buildah137'];

/** `id severity words` of what all rules of builders find. */
function found(text: string, builder: ChosenBuilder | undefined): string[] {
  const settings = builder === undefined ? {} : { builder };
  return builderRules.flatMap((rule) =>
    findingsWith(rule, text, settings).map(
      ({ at, severity = rule.severity }) => `${rule.id} ${severity} ${text.slice(at.start, at.end)}`,
    ),
  );
}

describe('rules of builders', () => {
  /** What is found, by builder; nothing by the others. */
  const cases: [text: string, id: string, words: string, by: Partial<Record<Name, Severity>>][] = [
    ['RUN <<EOF\nls\nEOF', 'KB1001', '<<EOF', { google: 'error', chainguard: 'error', buildah128: 'error' }],
    [
      'RUN a <<B <<"EOF"\nB\nls\nEOF',
      'KB1001',
      '<<"EOF"',
      { google: 'error', chainguard: 'error', oss: 'error', buildah128: 'error' },
    ],
    [
      'ONBUILD RUN <<EOF\nls\nEOF',
      'KB1001',
      '<<EOF',
      { google: 'error', chainguard: 'error', buildah128: 'error' },
    ],
    [
      'COPY <<EOF /f\nx\nEOF',
      'KB1002',
      '<<EOF',
      { google: 'error', chainguard: 'error', buildah128: 'error' },
    ],
    [
      'COPY <<EOF /f\n$x\nEOF',
      'KB1002',
      '<<EOF',
      { google: 'error', chainguard: 'error', oss: 'error', buildah128: 'error' },
    ],
    [
      'ADD <<"EOF" /f\n$x\nEOF',
      'KB1002',
      '<<"EOF"',
      { google: 'error', chainguard: 'error', buildah128: 'error' },
    ],
    ...['type=cache,target=/c', 'type=secret,id=x', 'type=bind,target=/x', 'target=/x'].map(
      (mount): [string, string, string, Partial<Record<Name, Severity>>] => [
        `RUN --mount=${mount} x`,
        'KB1003',
        `--mount=${mount}`,
        { google: 'error', chainguard: 'error' },
      ],
    ),
    ...['type=ssh', 'type=tmpfs,target=/x', 'type=bind,from=b,target=/x', 'from=b,target=/x'].map(
      (mount): [string, string, string, Partial<Record<Name, Severity>>] => [
        `RUN --mount=${mount} x`,
        'KB1003',
        `--mount=${mount}`,
        { google: 'error', chainguard: 'error', oss: 'error' },
      ],
    ),
    [
      'RUN --network=none x',
      'KB1004',
      '--network=none',
      { google: 'error', chainguard: 'error', oss: 'warning', buildah128: 'error' },
    ],
    [
      'RUN --security=insecure x',
      'KB1004',
      '--security=insecure',
      { google: 'error', chainguard: 'error', oss: 'warning', buildah128: 'error', buildah137: 'error' },
    ],
    ...['parents', 'exclude=x'].map((flag): [string, string, string, Partial<Record<Name, Severity>>] => [
      `COPY --${flag} a /b`,
      'KB1005',
      `--${flag}`,
      { google: 'error', chainguard: 'error', oss: 'error', buildah128: 'error', buildah137: 'error' },
    ]),
    [
      'COPY --link a /b',
      'KB1006',
      '--link',
      { google: 'info', chainguard: 'info', oss: 'info', buildah128: 'error', buildah137: 'error' },
    ],
    [
      'COPY --chmod=u+x a /b',
      'KB1007',
      '--chmod=u+x',
      { google: 'error', chainguard: 'error', buildah128: 'error', buildah137: 'error' },
    ],
    [
      'ADD --checksum=sha256:0 https://a/b /c',
      'KB1008',
      '--checksum=sha256:0',
      { google: 'warning', chainguard: 'warning', oss: 'warning', buildah128: 'error' },
    ],
    [
      'ADD --unpack a /b',
      'KB1009',
      '--unpack',
      { google: 'error', chainguard: 'error', oss: 'error', buildah128: 'error', buildah137: 'error' },
    ],
    [
      'FROM --platform=linux/arm64 b',
      'KB1010',
      '--platform=linux/arm64',
      { google: 'warning', chainguard: 'warning', oss: 'warning' },
    ],
    [
      'HEALTHCHECK --start-interval=5s CMD x',
      'KB1011',
      '--start-interval=5s',
      { google: 'info', chainguard: 'info', oss: 'info', buildah128: 'error' },
    ],
    ...['https://github.com/a/b.git#c', 'git@github.com:a/b.git', 'ssh://git@a/b'].map(
      (source): [string, string, string, Partial<Record<Name, Severity>>] => [
        `ADD ${source} /c`,
        'KB1012',
        source,
        { google: 'error', chainguard: 'error', oss: 'error', buildah128: 'error', buildah137: 'error' },
      ],
    ),
    ['ARG TARGETARCH', 'KB1013', 'TARGETARCH', { google: 'warning', chainguard: 'warning' }],
    ['FROM b:$TARGETOS', 'KB1013', '$TARGETOS', { google: 'warning', chainguard: 'warning' }],
    ['ENV A=1\nARG A=2', 'KB1014', 'A', { google: 'warning', chainguard: 'warning' }],
    ...['COPY a /kaniko/b', 'WORKDIR /var/run', 'WORKDIR /var\nCOPY ["a", "run/"]'].map(
      (text): [string, string, string, Partial<Record<Name, Severity>>] => [
        text,
        'KB1015',
        /"run\/"|\S+$/.exec(text.replace(/]$/, ''))?.[0] ?? '',
        { google: 'error', chainguard: 'error', oss: 'error' },
      ],
    ),
    [
      'VOLUME /d\nCOPY a /d/b',
      'KB1016',
      '/d/b',
      { google: 'warning', chainguard: 'warning', oss: 'warning' },
    ],
    ['USER x\nCOPY a /b\nCOPY c /d', 'KB1017', 'COPY', { google: 'info', chainguard: 'info', oss: 'info' }],
    ['ENV A=${B-x}', 'KB1019', 'B', { buildah128: 'error', buildah137: 'error' }],
    ['ENV A=${B##*/} C=${D:?x}', 'KB1019', 'B', { buildah128: 'error' }],
  ];
  for (const [text, id, words, by] of cases) {
    it(`${id} finds ${JSON.stringify(text)}`, () => {
      const whole = `FROM a\n${text}`;
      for (const name of names) {
        const severity = by[name];
        assert.deepEqual(
          found(whole, builders[name]),
          severity === undefined ? [] : [`${id} ${severity} ${words}`],
          name,
        );
      }
      assert.deepEqual(found(whole, undefined), [], 'no builder chosen');
    });
  }

  it('KB1018 finds frontends of others', () => {
    for (const name of names) {
      assert.deepEqual(found('# syntax=docker/dockerfile:1-labs\nFROM a', builders[name]), [
        'KB1018 info docker/dockerfile:1-labs',
      ]);
    }
    for (const syntax of ['docker/dockerfile:1', 'docker/dockerfile:1.7', 'docker.io/docker/dockerfile']) {
      assert.deepEqual(found(`# syntax=${syntax}\nFROM a`, builders.google), []);
    }
  });

  const harmless = [
    'COPY --chmod=755 --chown=x a /b',
    'COPY --chmod=$MODE a /b',
    'COPY --link=false a /b',
    'ADD https://a/b.tar.gz /c',
    'FROM --platform=$BUILDPLATFORM b',
    'ARG TARGETARCH=x',
    'ENV A=1\nARG A',
    'ARG A=1\nENV A=2',
    'COPY a /kaniko2',
    'COPY a kaniko',
    'COPY a /d/b\nVOLUME /d',
    'VOLUME /d\nCOPY a /d2',
    'USER root\nCOPY a /b',
    'USER x\nCOPY --chown=y a /b',
    'USER x\nUSER 0:0\nCOPY a /b',
    'ENV A=${B:-x} C=${D:+x}',
    'RUN echo ${A-x} ${B##*/} <a',
    'COPY --from=b /x /y',
  ];
  for (const text of harmless) {
    it(`leaves ${JSON.stringify(text)}`, () => {
      for (const name of names) {
        assert.deepEqual(found(`FROM a\n${text}`, builders[name]), [], name);
      }
    });
  }

  it('takes a global default and build arguments for values', () => {
    const builder = builders.google;
    assert.deepEqual(found('ARG TARGETARCH=x\nFROM a\nARG TARGETARCH', builder), []);
    const rule = builderRules.find(({ id }) => id === 'KB1013');
    const text = 'FROM a\nARG TARGETARCH';
    assert.ok(rule);
    assert.deepEqual(findingsWith(rule, text, { builder, buildArgs: { TARGETARCH: 'x' } }), []);
    assert.equal(findingsWith(rule, text, { builder }).length, 1);
  });

  it('warns of what a later version mended where none is known', () => {
    const { version: _, ...old } = builders.oss;
    assert.deepEqual(found('FROM a\nRUN <<EOF\nls\nEOF', old), ['KB1001 warning <<EOF']);
    assert.deepEqual(found('FROM a\nRUN <<EOF\nls\nEOF', { ...old, version: '1.25.10' }), []);
  });

  it('names the builder and what it does', () => {
    const [rule] = builderRules;
    assert.ok(rule);
    const [finding] = findingsWith(rule, 'FROM a\nRUN <<EOF\nls\nEOF', { builder: builders.google });
    assert.equal(finding?.message, 'kaniko (Google): runs nothing of this here-document and says nothing.');
  });
});
