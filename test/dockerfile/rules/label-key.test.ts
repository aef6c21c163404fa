import { labelKey } from '../../../src/dockerfile/rules/label-key.ts';
import { testRule } from './structure-rule.ts';

testRule(labelKey, {
  finds: [
    ['LABEL A=b', 'A'],
    ['LABEL a=b "c d"=e f..g=h', '"c d"'],
    ['LABEL a--b=c', 'a--b'],
    ['LABEL 1a=c', '1a'],
    ['LABEL a-=c', 'a-'],
    ['LABEL com.docker.x=c', 'com.docker.x'],
    ['LABEL A b c', 'A'],
    ['LABEL $x=a', '$x'],
  ],
  leaves: ['LABEL a.b-c_d/e1=f', 'LABEL a b', 'LABEL com.dockerx.a=b', 'LABEL a._b=c', 'ONBUILD LABEL A=b'],
  fixes: [
    ['LABEL A=b c=d Ef=g', 'LABEL a=b c=d ef=g'],
    ['LABEL A=b c..d=e', undefined],
  ],
});
