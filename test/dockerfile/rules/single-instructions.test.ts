import assert from 'node:assert/strict';
import { applyEdits } from '../../../src/dockerfile/lint/apply-fixes.ts';
import { ignoreFixes } from '../../../src/dockerfile/lint/ignore-fixes.ts';
import { lint } from '../../../src/dockerfile/lint/lint.ts';
import { singleInstructionRules } from '../../../src/dockerfile/rules/single-instructions.ts';
import { findingsOf } from './shell-rule.ts';
import { testRule } from './structure-rule.ts';

const alias = 'MultipleInstructionsDisallowed';

for (const rule of singleInstructionRules) {
  const name = { DL3012: 'HEALTHCHECK', DL4003: 'CMD', DL4004: 'ENTRYPOINT' }[rule.id] ?? '';
  testRule(rule, {
    finds: [
      [`${name} NONE\n${name} NONE\n${name} NONE`, `${alias}: ${name}`, name, `${rule.id}: ${name}`],
      [
        `FROM a:1\n${name} NONE\nFROM a:1\n${name} NONE\nRUN x\n${name} NONE`,
        `${alias}: ${name}`,
        `${rule.id}: ${name}`,
      ],
      [`FROM a:1 AS b\nONBUILD ${name} NONE\nFROM b\n${name} NONE`, `${alias}: b`],
    ],
    leaves: [
      `${name} NONE`,
      `FROM a:1 AS b\n${name} NONE\nFROM b\n${name} NONE`,
      `${name} NONE\nONBUILD ${name} NONE\nONBUILD ${name} NONE`,
    ],
    fixes: [[`RUN a\n${name} \\\n a\n# c\n${name} b`, `RUN a\n# c\n${name} b`]],
  });

  it(`${rule.id} has each tool's id where that tool reports it, and names the other instruction`, () => {
    const text = `FROM a:1\n${name} x\n${name} y\n${name} z`;
    assert.deepEqual(
      findingsOf(rule, text).map(({ codes, related }) => [
        codes,
        related?.map(({ start }) => text.slice(start, start + name.length + 2)),
      ]),
      [
        [[alias], [`${name} y`]],
        [[rule.id, alias], [`${name} z`]],
        [[rule.id], [`${name} y`]],
      ],
    );
  });

  for (const [comment, place, left] of [
    [`# hadolint ignore=${rule.id}`, 2, []],
    [`# hadolint ignore=${alias}`, 2, []],
    [`# check=skip=${alias}`, 1, [alias, rule.id]],
    [`# check=skip=${alias}`, 2, []],
    [`# hadolint ignore=${rule.id}`, 1, [alias, rule.id]],
    [`# check=skip=${alias}`, 0, []],
  ] as const) {
    it(`${rule.id} is silenced at both by ${comment} in front of line ${place + 1}`, () => {
      const lines = ['FROM a:1', `${name} ["x"]`, `${name} ["y"]`];
      const { diagnostics } = lint(lines.toSpliced(place, 0, comment).join('\n'));
      assert.deepEqual(
        diagnostics.map(({ code }) => code).filter((code) => code === rule.id || code === alias),
        left,
      );
    });
  }

  it(`${rule.id} can be ignored where BuildKit heeds it`, () => {
    const text = `FROM a:1\n${name} ["x"]\nRUN y\n${name} ["z"]\n`;
    const { tree, diagnostics } = lint(text);
    const found = diagnostics.find(({ code }) => code === alias);
    assert.ok(found !== undefined);
    const [here] = ignoreFixes(tree, found);
    assert.equal(
      applyEdits(text, here?.edits ?? []),
      `FROM a:1\n${name} ["x"]\nRUN y\n# check=skip=${alias}\n${name} ["z"]\n`,
    );
  });

  it(`${rule.id} takes little time for many`, () => {
    const found = findingsOf(rule, `${name} NONE\n`.repeat(50_000));
    assert.equal(found.length, 50_000);
  });
}
