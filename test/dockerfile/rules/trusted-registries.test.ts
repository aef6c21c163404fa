import { trustedRegistries } from '../../../src/dockerfile/rules/trusted-registries.ts';
import { testRule } from './structure-rule.ts';

testRule(trustedRegistries, {
  settings: { trustedRegistries: ['my.io', '*.foo.io', 'gcr.*', 'localhost:5000'] },
  finds: [
    ['FROM debian:1', 'debian:1'],
    ['FROM SCRATCH', 'SCRATCH'],
    ['RUN --mount=from=bad.io/x,target=/x a\nFROM my.io/a:1', '--mount=from=bad.io/x,target=/x'],
    ['FROM x.my.io/a:1', 'x.my.io/a:1'],
    ['FROM my.io:5000/a:1', 'my.io:5000/a:1'],
    ['FROM foo.io/a:1', 'foo.io/a:1'],
    ['ARG r=bad.io\nFROM $r/a:1', '$r/a:1'],
    ['FROM $x/a:1', '$x/a:1'],
    ['FROM my.io/a:1\nCOPY --from=bad.io/x:1 a /b', '--from=bad.io/x:1'],
    [
      'FROM my.io/a:1\nRUN --mount=type=bind,from=bad.io/x,target=/x a',
      '--mount=type=bind,from=bad.io/x,target=/x',
    ],
  ],
  leaves: [
    'FROM scratch',
    'FROM my.io/a:1 AS b\nFROM b\nCOPY --from=b a /b\nRUN --mount=from=b,target=/x a',
    'FROM a.b.foo.io/a@sha256:a',
    'FROM gcr.io/a:1',
    'FROM localhost:5000/a:1',
    'ARG r=my.io\nFROM $r/a:1',
    'FROM my.io/a:1\nFROM my.io/a:1\nCOPY --from=0 a /b',
    'FROM my.io/a:1\nONBUILD COPY --from=bad.io/x:1 a /b',
  ],
});

testRule(trustedRegistries, {
  settings: { trustedRegistries: ['docker.io'] },
  leaves: ['FROM debian:1', 'FROM a/b', 'FROM docker.io/a', 'FROM localhost/a', 'FROM localhost:5000/a'],
  finds: [['FROM my.io/a', 'my.io/a']],
});
// hadolint knows a star at either end only
testRule(trustedRegistries, {
  settings: { trustedRegistries: ['a*.io', '*foo*'] },
  leaves: [],
  finds: [
    ['FROM ab.io/a', 'ab.io/a'],
    ['FROM foo.io/a', 'foo.io/a'],
  ],
});
testRule(trustedRegistries, { settings: { trustedRegistries: ['*'] }, leaves: ['FROM bad.io/a'], finds: [] });
testRule(trustedRegistries, { leaves: ['FROM bad.io/a'] });
