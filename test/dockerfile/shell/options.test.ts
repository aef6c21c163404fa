import assert from 'node:assert/strict';
import { parseDockerfile } from '../../../src/dockerfile/parse.ts';
import type { ShellCommand } from '../../../src/dockerfile/shell/command.ts';
import { commandsOf } from '../../../src/dockerfile/shell/commands.ts';
import { hasOption, operands, optionValue } from '../../../src/dockerfile/shell/options.ts';

function command(script: string): ShellCommand {
  const tree = parseDockerfile(`RUN ${script}`);
  const [only] = tree.instructions.flatMap((run) => commandsOf(run, tree));
  assert.ok(only !== undefined);
  return only;
}

describe('The options of a command', () => {
  const given: [string, string, boolean][] = [
    ['a -y', 'y', true],
    ['a -qqy b', 'y', true],
    ['a -y=1', 'y', true],
    ['a -nv', 'nv', true],
    ['a -nvO', 'nv', false],
    ['a --yes', 'yes', true],
    ['a --yes=true', 'yes', true],
    ['a --yes', 'y', false],
    ['a --y', 'y', true],
    ['a ---y', 'y', false],
    ['a "-y"', 'y', true],
    ['a -- -y', 'y', true],
    ['a y', 'y', false],
    ['a - --', 'y', false],
  ];
  for (const [script, name, expected] of given) {
    it(`${expected ? 'has' : 'has not'} ${name} in ${script}`, () => {
      assert.equal(hasOption(command(script), 'other', name), expected);
    });
  }

  it('leave the operands', () => {
    const values = (script: string, taking?: string[]): string[] =>
      operands(command(script), taking).map(({ value }) => value);
    assert.deepEqual(values('a -b c --d e "f g" $H'), ['c', 'e', 'f g', '$H']);
    assert.deepEqual(values('a -b c --d e --d=x f -b', ['b', 'd']), ['f']);
  });

  it('have values', () => {
    assert.equal(optionValue(command('a --uid=7'), 'u', 'uid'), '7');
    assert.equal(optionValue(command('a -x --uid 7 b'), 'u', 'uid'), '7');
    assert.equal(optionValue(command('a -u7'), 'u', 'uid'), '7');
    assert.equal(optionValue(command('a -u'), 'u', 'uid'), undefined);
    assert.equal(optionValue(command('a u 7'), 'u', 'uid'), undefined);
  });
});
