import assert from 'node:assert/strict';
import { invalidDefinitionDescription } from '../../../src/dockerfile/rules/invalid-definition-description.ts';
import { findsPlaces } from './buildkit-case.ts';
import { findingsOf, fixed } from './shell-rule.ts';

describe('InvalidDefinitionDescription', () => {
  const all = (text: string) => `# check=experimental=all\n${text}`;
  findsPlaces(invalidDefinitionDescription, [
    ['# x\nFROM a AS b', []],
    [all('# x\nFROM a AS b'), ['3: b']],
    ['# check=experimental=InvalidDefinitionDescription\n# x\nFROM a AS b', ['3: b']],
    ['# check=experimental=CopyIgnoredFile\n# x\nFROM a AS b', []],
    ['FROM a\n# check=experimental=all\n# x\nARG b\n# x\nARG c', ['4: b']],
    [all('FROM a AS b'), []],
    [all('# b\nFROM a AS b'), []],
    [all('# b what it is\nFROM a AS B'), []],
    [all('# b: what it is\nFROM a AS b'), ['3: b']],
    [all('# x\n\nFROM a AS b'), ['4: b']],
    [all('# x\n# b y\nFROM a AS b'), []],
    [all('# b y\n# x\nFROM a AS b'), ['4: b']],
    [all('#\nFROM a AS b'), []],
    [all('# x\nFROM a'), []],
    [all('# x\nARG b=1\nFROM a'), ['3: b']],
    [all('# x\nARG b=1 c=2\nFROM a'), ['3: b']],
    [all('# c x\nARG b=1 c=2\nFROM a'), []],
    [all('FROM a\n# x\nARG b=1 c=2'), ['4: b']],
    [all('FROM a\n# c x\nARG b=1 c=2\n# x\nENV d=1'), []],
    [all('# hadolint ignore=DL3006\nFROM a AS b'), ['3: b']],
    [all('FROM a\n# check=skip=all\nARG b'), ['4: b']],
    [all('FROM a\n # b\nARG b'), ['4: b']],
    [all('FROM a\n #\nARG b'), ['4: b']],
    ['FROM a\n# check=skip=X\n# check=experimental=all\n# x\nARG b', []],
    ['FROM a\n # check=experimental=all\n# x\nARG b', []],
  ]);

  it('puts the name in front', () => {
    const text = all('# what it is\nFROM a AS B');
    assert.equal(fixed(invalidDefinitionDescription, text), all('# b what it is\nFROM a AS B'));
  });

  for (const [comment, repaired] of [
    [' # b x', '# b x'],
    ['\t#x', '# b x'],
    [' #', '# b'],
  ] as const) {
    it(`begins the line with ${JSON.stringify(comment)}`, () => {
      const text = (line: string) => all(`FROM a\n${line}\nARG b`);
      assert.equal(fixed(invalidDefinitionDescription, text(comment)), text(repaired));
    });
  }

  it('leaves what is for a linter alone', () => {
    for (const comment of ['# hadolint ignore=DL3006', '# check=skip=all']) {
      const [found] = findingsOf(invalidDefinitionDescription, all(`FROM a\n${comment}\nARG b`));
      assert.deepEqual(found?.fixes, []);
    }
  });
});
