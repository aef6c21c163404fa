import assert from 'node:assert/strict';
import { defaultConfig } from '../../../src/dockerfile/lint/config.ts';
import type { RuleSettings } from '../../../src/dockerfile/lint/lint-file.ts';
import { makeLintFile } from '../../../src/dockerfile/lint/make-lint-file.ts';
import type { Rule } from '../../../src/dockerfile/lint/rule.ts';
import { RuleChoice } from '../../../src/dockerfile/lint/rule-choice.ts';
import { parseDockerfile } from '../../../src/dockerfile/parse.ts';
import { fixed } from './shell-rule.ts';

export interface RuleCases {
  readonly settings?: Partial<RuleSettings>;
  /** A Dockerfile, and for each finding the words that it underlines; with the ids in front if they are not all. */
  readonly finds?: readonly (readonly [text: string, ...found: string[]])[];
  /** Dockerfiles without a finding. */
  readonly leaves?: readonly string[];
  /** A Dockerfile, and what the first finding's first fix makes of it; undefined where it has none. */
  readonly fixes?: readonly (readonly [text: string, result: string | undefined])[];
}

/** Tests a rule by examples. Those that do not mention FROM get one in front. */
export function testRule(
  rule: Rule,
  { settings = {}, finds = [], leaves = [], fixes = [] }: RuleCases,
): void {
  describe(rule.id, () => {
    for (const [text, ...found] of finds) {
      it(`finds ${JSON.stringify(text)}`, () => {
        assert.deepEqual(foundIn(rule, complete(text), settings), found);
      });
    }
    for (const text of leaves) {
      it(`leaves ${JSON.stringify(text)}`, () => {
        assert.deepEqual(foundIn(rule, complete(text), settings), []);
      });
    }
    for (const [text, result] of fixes) {
      it(`${result === undefined ? 'cannot fix' : 'fixes'} ${JSON.stringify(text)}`, () => {
        assert.equal(fixed(rule, complete(text)), result === undefined ? undefined : complete(result));
      });
    }
  });
}

function complete(text: string): string {
  return /(?<![-,=])\bfrom\b(?!=)/i.test(text) ? text : `FROM debian:12\n${text}`;
}

function foundIn(rule: Rule, text: string, settings: Partial<RuleSettings>): string[] {
  const file = makeLintFile(parseDockerfile(text), { ...defaultConfig.settings, ...settings });
  const all = [rule.id, ...(rule.alias === undefined ? [] : [rule.alias])];
  const found: string[] = [];
  const choice = new RuleChoice([{ rule, check: rule.check, ids: all, chosen: undefined }]);
  for (const { check } of choice.for(file)) {
    check(file, ({ at, codes = all }) => {
      const ids = codes.length === all.length ? '' : `${codes.join()}: `;
      found.push(ids + text.slice(at.start, at.end));
    });
  }
  return found;
}
