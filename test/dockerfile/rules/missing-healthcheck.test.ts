import { missingHealthcheck } from '../../../src/dockerfile/rules/missing-healthcheck.ts';
import { testRule } from './structure-rule.ts';

testRule(missingHealthcheck, {
  finds: [
    ['FROM a:1', 'a:1'],
    ['FROM a:1\nFROM b:1\nHEALTHCHECK NONE', 'a:1'],
    ['FROM a:1 AS b\nHEALTHCHECK NONE\nFROM a:1', 'a:1'],
    ['FROM a:1\nONBUILD HEALTHCHECK NONE', 'a:1'],
  ],
  leaves: [
    'FROM a:1\nHEALTHCHECK NONE',
    'FROM a:1\nHEALTHCHECK CMD a\nFROM a:2',
    'FROM a:1 AS b\nFROM b AS c\nFROM c\nHEALTHCHECK NONE',
    'FROM a:1 AS b\nHEALTHCHECK NONE\nFROM b AS c\nFROM c',
    'FROM a:1 AS b\nFROM b AS c\nHEALTHCHECK NONE\nFROM b',
    '# from\nRUN a',
  ],
});
