import { copyFromItself, copyFromUnknown, copyWholeStage } from '../../../src/dockerfile/rules/copy-from.ts';
import { testRule } from './structure-rule.ts';

testRule(copyFromUnknown, {
  finds: [
    ['COPY --from=x a /b', 'x'],
    ['COPY --chown=1 --from="x" a /b', 'x'],
    ['COPY --from=1 a /b', '1'],
    ['COPY --from=docker.io/library/alpine a /b', 'docker.io/library/alpine'],
    ['FROM a:1\nCOPY --from=b x /y\nFROM a:1 AS b', 'b'],
    ['COPY --from=b x /y\nFROM a:1 AS b', 'b'],
  ],
  leaves: [
    'COPY --from=alpine:3 a /b',
    'COPY --from=0 a /b',
    'FROM a:1 AS b\nFROM a:1\nCOPY --from=b x /y',
    'FROM a:1 AS b\nFROM a:1\nCOPY --from=B x /y',
    'FROM a:1 AS b\nCOPY --from=b x /y',
    'ONBUILD COPY --from=x a /b',
    'COPY a /b',
  ],
  fixes: [
    [
      'FROM a:1 AS build\nFROM a:1\nCOPY --from=biuld x /y',
      'FROM a:1 AS build\nFROM a:1\nCOPY --from=build x /y',
    ],
    ['COPY --from=x a /b', undefined],
  ],
});

testRule(copyFromItself, {
  finds: [
    ['FROM a:1 AS b\nCOPY --from=b x /y', 'b'],
    ['FROM a:1 AS b\nCOPY --from=B x /y', 'B'],
  ],
  leaves: ['FROM a:1 AS b\nFROM b\nCOPY --from=b x /y', 'FROM a:1 AS b\nCOPY x /y'],
});

testRule(copyWholeStage, {
  finds: [
    ['FROM a:1 AS b\nFROM a:1\nCOPY --from=b / /', '/'],
    ['FROM a:1 AS b\nFROM a:1\nCOPY --from=b ["/x", "/", "/"]', '"/"'],
    ["COPY --from=b:1 '/' /", "'/'"],
  ],
  leaves: ['COPY / /', 'COPY --from=b:1 / /x', 'COPY --from=b:1 /. /', 'COPY --from=b:1 / .'],
});
