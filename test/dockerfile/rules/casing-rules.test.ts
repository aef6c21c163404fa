import assert from 'node:assert/strict';
import { consistentInstructionCasing } from '../../../src/dockerfile/rules/consistent-instruction-casing.ts';
import { fromAsCasing } from '../../../src/dockerfile/rules/from-as-casing.ts';
import { stageNameCasing } from '../../../src/dockerfile/rules/stage-name-casing.ts';
import { findsPlaces } from './buildkit-case.ts';
import { fixed } from './shell-rule.ts';

describe('StageNameCasing', () => {
  findsPlaces(stageNameCasing, [
    ['FROM a AS Build', ['1: Build']],
    ['FROM a AS build', []],
    ['FROM a AS x\nFROM b \\\n AS B2', ['3: B2']],
    ['FROM A', []],
  ]);

  it('renames the stage where it is used', () => {
    assert.equal(
      fixed(stageNameCasing, 'FROM a AS B\nFROM B\nCOPY --from=B x y\nCOPY --from=b x y'),
      'FROM a AS b\nFROM b\nCOPY --from=b x y\nCOPY --from=b x y',
    );
  });
});

describe('FromAsCasing', () => {
  findsPlaces(fromAsCasing, [
    ['FROM a as b', ['1: as']],
    ['from a AS b', ['1: AS']],
    ['FROM a As b', ['1: As']],
    ['FROM a AS b', []],
    ['from a as b', []],
    ['From a as b', []],
    ['From a As b', []],
  ]);

  it('repairs it', () => {
    assert.equal(fixed(fromAsCasing, 'from a AS b'), 'from a as b');
    assert.equal(fixed(fromAsCasing, 'FROM a \\\n  as b'), 'FROM a \\\n  AS b');
  });
});

describe('ConsistentInstructionCasing', () => {
  findsPlaces(consistentInstructionCasing, [
    ['FROM a\nrun x\ncopy a b', ['1: FROM']],
    ['FROM a\nrun x', ['2: run']],
    ['from a\nRUN x', ['1: from']],
    ['From a\nRun x', ['1: From', '2: Run']],
    ['FROM a\nrun a\nRun a\nruN a', ['2: run', '3: Run', '4: ruN']],
    ['from a\nrun x', []],
    ['arg a\narg b\narg c\nFROM a\nrun a', ['5: run']],
    ['FROM a\nONBUILD run b\nonbuild RUN x', ['3: onbuild']],
    ['from a\nrun b\n{{ c }}', []],
  ]);

  it('repairs AS with its FROM', () => {
    assert.equal(
      fixed(consistentInstructionCasing, 'from a as b\nRUN x\nRUN y'),
      'FROM a AS b\nRUN x\nRUN y',
    );
  });
});
