import assert from 'node:assert/strict';
import { legacyKeyValueFormat } from '../../../src/dockerfile/rules/legacy-key-value-format.ts';
import { findsPlaces } from './buildkit-case.ts';
import { fixed } from './shell-rule.ts';

describe('LegacyKeyValueFormat', () => {
  findsPlaces(legacyKeyValueFormat, [
    ['FROM a\nENV A b', ['2: A b']],
    ['FROM a\nLABEL A b=c d', ['2: A b=c d']],
    ['FROM a\nENV \\\n A b', ['3: A b']],
    ['FROM a\nENV A=b C=d', []],
    ['FROM a\nENV A', []],
    ['FROM a\nARG A b', []],
    ['FROM a\nONBUILD ENV a b', []],
    ['FROM a AS x\nONBUILD ENV a b\nFROM x', ['3: x']],
  ]);

  const fixes: [string, string | undefined][] = [
    ['ENV A b', 'ENV A=b'],
    ['ENV A   b c', 'ENV A="b c"'],
    ['ENV A "b c"', 'ENV A="b c"'],
    ['ENV A b\\ c', 'ENV A=b\\ c'],
    ['ENV A $b/c', 'ENV A=$b/c'],
    ['LABEL a b=c d', 'LABEL a="b=c d"'],
    ['ENV A \\\n b \\\n c', 'ENV A="b \\\n c"'],
    ['ENV A it\'s b "c"', undefined],
    ['ENV A \\\n # why\n b', undefined],
  ];
  for (const [before, after] of fixes) {
    it(`makes ${JSON.stringify(after)} of ${JSON.stringify(before)}`, () => {
      assert.equal(fixed(legacyKeyValueFormat, before), after);
    });
  }
});
