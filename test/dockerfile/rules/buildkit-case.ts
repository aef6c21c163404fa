import assert from 'node:assert/strict';
import { defaultConfig } from '../../../src/dockerfile/lint/config.ts';
import type { RuleSettings } from '../../../src/dockerfile/lint/lint-file.ts';
import { makeLintFile } from '../../../src/dockerfile/lint/make-lint-file.ts';
import type { Finding, Rule } from '../../../src/dockerfile/lint/rule.ts';
import { parseDockerfile } from '../../../src/dockerfile/parse.ts';

/** What a rule finds with some settings of its own. */
export function findingsWith(rule: Rule, text: string, settings: Partial<RuleSettings>): Finding[] {
  const found: Finding[] = [];
  const file = makeLintFile(parseDockerfile(text), { ...defaultConfig.settings, ...settings });
  rule.check(file, (finding) => found.push(finding));
  return found;
}

/** `line: words` of each finding, lines from 1. */
export function placesOf(rule: Rule, text: string, settings: Partial<RuleSettings> = {}): string[] {
  const { lines } = parseDockerfile(text);
  return findingsWith(rule, text, settings).map(
    ({ at }) => `${lines.lineAt(at.start) + 1}: ${text.slice(at.start, at.end)}`,
  );
}

/** Declares that a rule finds these places in these texts and nothing in the others. */
export function findsPlaces(
  rule: Rule,
  cases: readonly (readonly [text: string, places: readonly string[]])[],
): void {
  for (const [text, places] of cases) {
    it(`${places.length === 0 ? 'leaves' : 'finds'} ${JSON.stringify(text)}`, () => {
      assert.deepEqual(placesOf(rule, text), places);
    });
  }
}
