import { maintainer } from '../../../src/dockerfile/rules/maintainer.ts';
import { testRule } from './structure-rule.ts';

testRule(maintainer, {
  finds: [
    ['MAINTAINER a', 'MAINTAINER'],
    ['maintainer a\nMAINTAINER b', 'maintainer', 'MAINTAINER'],
  ],
  leaves: ['LABEL maintainer=a', 'ONBUILD MAINTAINER a'],
  fixes: [
    ['MAINTAINER A B <a@b.c>', 'LABEL org.opencontainers.image.authors="A B <a@b.c>"'],
    ['maintainer "a"', 'label org.opencontainers.image.authors="a"'],
    ['MAINTAINER a \\\n# c\n  b', 'LABEL org.opencontainers.image.authors="a \\\n# c\n  b"'],
    ['MAINTAINER \\\n  a', 'LABEL org.opencontainers.image.authors="a"'],
    ['MAINTAINER \\\n# c\n  a', undefined],
    ['MAINTAINER a \\\n  "b"', undefined],
    ['MAINTAINER a "b" $c', 'LABEL org.opencontainers.image.authors="a \\"b\\" \\$c"'],
  ],
});
