import { onbuildTrigger } from '../../../src/dockerfile/rules/onbuild.ts';
import { testRule } from './structure-rule.ts';

testRule(onbuildTrigger, {
  finds: [
    ['ONBUILD ONBUILD RUN a', 'ONBUILD'],
    ['onbuild from a', 'from'],
    ['ONBUILD \\\n MAINTAINER a', 'MAINTAINER'],
  ],
  leaves: ['ONBUILD RUN a', 'ONBUILD ARG x', 'ONBUILD', 'RUN a'],
});
