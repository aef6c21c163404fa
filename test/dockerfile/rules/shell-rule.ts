import assert from 'node:assert/strict';
import { defaultConfig } from '../../../src/dockerfile/lint/config.ts';
import { makeLintFile } from '../../../src/dockerfile/lint/make-lint-file.ts';
import type { Finding, Rule } from '../../../src/dockerfile/lint/rule.ts';
import { parseDockerfile } from '../../../src/dockerfile/parse.ts';

/** What a rule alone finds in a text. */
export function findingsOf(rule: Rule, text: string): Finding[] {
  const found: Finding[] = [];
  rule.check(makeLintFile(parseDockerfile(text), defaultConfig.settings), (finding) => found.push(finding));
  return found;
}

/** The words that a rule underlines. */
export function wordsOf(rule: Rule, text: string): string[] {
  return findingsOf(rule, text).map(({ at }) => text.slice(at.start, at.end));
}

/** The text after the first fix of the first finding, which must then be gone; undefined where there is no fix. */
export function fixed(rule: Rule, text: string): string | undefined {
  const before = findingsOf(rule, text);
  const edits = before[0]?.fixes?.[0]?.edits;
  if (edits === undefined) {
    return undefined;
  }
  let result = '';
  let position = 0;
  for (const { start, end, newText } of edits.toSorted((one, other) => one.start - other.start)) {
    assert.ok(start >= position, 'edits overlap');
    result += text.slice(position, start) + newText;
    position = end;
  }
  result += text.slice(position);
  assert.ok(findingsOf(rule, result).length < before.length, result);
  return result;
}
