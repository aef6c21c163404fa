import assert from 'node:assert/strict';
import { singleInstructionRules } from '../../../src/dockerfile/rules/single-instructions.ts';
import { findingsOf } from './shell-rule.ts';
import { testRule } from './structure-rule.ts';

for (const rule of singleInstructionRules) {
  const name = { DL3012: 'HEALTHCHECK', DL4003: 'CMD', DL4004: 'ENTRYPOINT' }[rule.id] ?? '';
  testRule(rule, {
    finds: [
      [`${name} NONE\n${name} NONE\n${name} NONE`, name, name],
      [`FROM a:1\n${name} NONE\nFROM a:1\n${name} NONE\nRUN x\n${name} NONE`, name],
    ],
    leaves: [
      `${name} NONE`,
      `FROM a:1 AS b\n${name} NONE\nFROM b\n${name} NONE`,
      `${name} NONE\nONBUILD ${name} NONE\nONBUILD ${name} NONE`,
    ],
    fixes: [[`RUN a\n${name} \\\n a\n# c\n${name} b`, `RUN a\n# c\n${name} b`]],
  });

  it(`${rule.id} names the one before, which BuildKit reports`, () => {
    const text = `FROM a:1\n${name} x\n${name} y\n${name} z`;
    assert.deepEqual(
      findingsOf(rule, text).map(({ related }) =>
        related?.map(({ start }) => text.slice(start, start + name.length + 2)),
      ),
      [[`${name} x`], [`${name} y`]],
    );
  });

  it(`${rule.id} takes little time for many`, () => {
    const found = findingsOf(rule, `${name} NONE\n`.repeat(50_000));
    assert.equal(found.length, 49_999);
  });
}
