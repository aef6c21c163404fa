import { duplicateStageName, reservedStageName } from '../../../src/dockerfile/rules/stage-names.ts';
import { testRule } from './structure-rule.ts';

testRule(duplicateStageName, {
  finds: [
    ['FROM a:1 AS b\nFROM a:1 AS b\nFROM a:1 as b', 'b', 'b'],
    ['FROM a:1 AS b\nFROM a:1 AS B', 'DuplicateStageName: B'],
  ],
  leaves: ['FROM a:1 AS b\nFROM a:1 AS c\nFROM b'],
});

testRule(reservedStageName, {
  finds: [
    ['FROM a:1 AS scratch\nFROM a:1 AS context', 'scratch', 'context'],
    ['FROM a:1 AS Context', 'ReservedStageName: Context'],
  ],
  leaves: ['FROM scratch AS contexts'],
});
