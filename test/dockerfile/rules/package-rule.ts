import assert from 'node:assert/strict';
import type { Rule } from '../../../src/dockerfile/lint/rule.ts';
import { packageRules } from '../../../src/dockerfile/rules/package-rules.ts';

/** One of the rules for package managers. */
export function packageRule(id: string): Rule {
  const rule = packageRules.find((known) => known.id === id);
  assert.ok(rule !== undefined, id);
  return rule;
}
