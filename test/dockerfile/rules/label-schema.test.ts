import { extraLabels, missingLabels } from '../../../src/dockerfile/rules/label-schema.ts';
import { testRule } from './structure-rule.ts';

const settings = { labelSchema: { t: 'text', u: 'text' }, strictLabels: true } as const;

testRule(missingLabels, {
  settings,
  finds: [
    ['FROM a:1\nLABEL t=1', 'a:1'],
    ['FROM a:1\nLABEL t=1\nFROM b:1\nLABEL u=1', 'a:1', 'b:1'],
    ['FROM a:1 AS b\nFROM b AS c\nLABEL t=1 u=1', 'a:1'],
    ['FROM a:1\nONBUILD LABEL t=1 u=1', 'a:1'],
    ['FROM a:1 AS b\nFROM c:1\nCOPY --from=b / /x', 'c:1'],
  ],
  leaves: [
    'FROM a:1\nLABEL t=1 u=1',
    'FROM a:1\nLABEL t 1\nLABEL "u"=1',
    'FROM a:1 AS b\nLABEL t=1 u=1\nFROM b AS c\nFROM c',
    'FROM a:1 AS b\nLABEL t=1\nFROM b\nLABEL u=1',
  ],
});

testRule(missingLabels, { leaves: ['FROM a:1'] });

testRule(extraLabels, {
  settings,
  finds: [['LABEL t=1 x=2 y=3', 'x']],
  leaves: ['LABEL t=1 u=2', 'ONBUILD LABEL x=1', 'RUN x'],
});

testRule(extraLabels, { settings: { labelSchema: { t: 'text' } }, leaves: ['LABEL x=1'] });
