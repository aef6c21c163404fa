import assert from 'node:assert/strict';
import type { LintFile } from '../../../src/dockerfile/lint/lint-file.ts';
import { makeLintFile } from '../../../src/dockerfile/lint/make-lint-file.ts';
import type { Rule } from '../../../src/dockerfile/lint/rule.ts';
import { RuleChoice } from '../../../src/dockerfile/lint/rule-choice.ts';
import { parseDockerfile } from '../../../src/dockerfile/parse.ts';
import { allRules } from '../../../src/dockerfile/rules/all-rules.ts';
import { ourConfig } from '../../oracles/configs.ts';
import { generateDockerfile } from '../../oracles/generate/dockerfile.ts';
import { readCases, type Sample } from '../../oracles/samples.ts';

const choice = new RuleChoice(
  allRules.map((rule) => ({ rule, check: rule.check, ids: [rule.id], chosen: undefined })),
);

function rulesFor(file: LintFile): ReadonlySet<Rule> {
  return new Set(choice.for(file).map(({ rule }) => rule));
}

/** The rules that are not asked about the Dockerfile, and find something all the same. */
function overlooked({ text, config }: Sample): string[] {
  const file = makeLintFile(parseDockerfile(text), ourConfig(config).settings);
  const asked = rulesFor(file);
  return allRules.flatMap((rule) => {
    const found: string[] = [];
    if (!asked.has(rule) && rule.setting === undefined) {
      rule.check(file, ({ message }) => found.push(`${rule.id}: ${message}`));
    }
    return found;
  });
}

describe('what a rule is about', () => {
  it('is not asked of a file that has none of it', () => {
    const file = makeLintFile(parseDockerfile('FROM a\nRUN apt-get update\n'), ourConfig('plain').settings);
    const asked = new Set([...rulesFor(file)].map(({ id }) => id));
    for (const [id, isAsked] of [
      ['DL3009', true],
      ['DL3006', true],
      ['DL3018', false],
      ['DL3011', false],
    ] as const) {
      assert.equal(asked.has(id), isAsked, id);
    }
  });

  for (const folder of ['hadolint', 'buildkit'] as const) {
    it(`is all that it finds something in, in the cases for ${folder}`, async () => {
      for (const samples of (await readCases(folder)).values()) {
        for (const sample of samples) {
          assert.deepEqual(overlooked(sample), [], sample.name);
        }
      }
    });
  }

  it('is all that it finds something in, in generated Dockerfiles', () => {
    for (let seed = 0; seed < 500; seed++) {
      assert.deepEqual(overlooked(generateDockerfile(seed)), [], `seed ${seed}`);
    }
  });
});
