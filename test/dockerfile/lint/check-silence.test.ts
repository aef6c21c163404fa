import assert from 'node:assert/strict';
import { silencedByChecks } from '../../../src/dockerfile/lint/check-silence.ts';
import { parseDockerfile } from '../../../src/dockerfile/parse.ts';

/** The lines, from 1, on which an instruction begins whose findings with this id are silenced. */
function silencedLines(text: string, id: string): number[] {
  const tree = parseDockerfile(text);
  const silenced = silencedByChecks(tree);
  return tree.instructions.filter(({ start }) => silenced([id], start)).map(({ startLine }) => startLine + 1);
}

describe('dockerfile/lint/check-silence', () => {
  const cases: [string, string, number[]][] = [
    ['in the first lines: everywhere', '# check=skip=A\nFROM a\nRUN x', [2, 3]],
    ['behind another directive', '# syntax=x\n# check=skip=A\nFROM a', [3]],
    ['behind a comment: for the instruction below', '# x\n# check=skip=A\nFROM a\nRUN x', [3]],
    ['above an instruction', 'FROM a\n# check=skip=A\nRUN x\nRUN y', [3]],
    ['with blank lines and comments in between', 'FROM a\n# check=skip=A\n\n# x\nRUN x', [5]],
    [
      'the first of two',
      'FROM a\n# check=skip=A\n# check=skip=B\nRUN x\n# check=skip=B\n# check=skip=A\nRUN y',
      [4],
    ],
    ['in any case and spacing of check', 'FROM a\n#CHECK = skip=A,B\nRUN x', [3]],
    ['all', 'FROM a\n# check=skip=all\nRUN x', [3]],
    ['not inside an instruction', 'FROM a\nRUN x \\\n# check=skip=A\n y\nRUN z', []],
    ['not in a here-document', 'FROM a\nCOPY <<E /x\n# check=skip=A\nE\nRUN z', []],
    ['not when it is indented', 'FROM a\n  # check=skip=A\nRUN x', []],
    ['not when it is wrong', 'FROM a\n# check=skip\nRUN x', []],
    ['not others', 'FROM a\n# checks=skip=A\nRUN x\n# do check=skip=A\nRUN y\n# check=skip=a\nRUN z', []],
  ];
  for (const [what, text, lines] of cases) {
    it(`silences ${what}`, () => {
      assert.deepEqual(silencedLines(text.replaceAll(/\bA\b/g, 'RuleA'), 'RuleA'), lines);
    });
  }

  for (const id of [
    'ConsistentInstructionCasing',
    'DuplicateStageName',
    'InvalidDefaultArgInFrom',
    'NoEmptyContinuation',
    'ReservedStageName',
  ]) {
    it(`silences ${id} in the first lines only`, () => {
      assert.deepEqual(silencedLines(`FROM a\n# check=skip=${id}\nRUN x`, id), []);
      assert.deepEqual(silencedLines('FROM a\n# check=skip=all\nRUN x', id), []);
      assert.deepEqual(silencedLines(`# check=skip=${id}\nFROM a`, id), [2]);
    });
  }

  it('silences no experimental rule', () => {
    const id = 'InvalidDefinitionDescription';
    assert.deepEqual(silencedLines(`# check=skip=${id}\nFROM a\n# check=skip=${id}\nRUN x`, id), []);
  });
});
