import assert from 'node:assert/strict';
import { matchesPattern } from '../../src/ui/context-pattern.ts';

describe('a pattern of protected contexts', () => {
  const cases: readonly (readonly [
    pattern: string,
    matching: readonly string[],
    other: readonly string[],
  ])[] = [
    ['prod', ['prod'], ['Prod', 'prod-eu', 'my-prod', '']],
    ['prod-*', ['prod-', 'prod-eu'], ['prod', 'my-prod-eu']],
    ['*prod', ['prod', 'my-prod'], ['prod-eu']],
    ['*prod*', ['prod', 'my-prod-eu'], ['production'.slice(1)]],
    ['*', ['', 'anything'], []],
    ['ab*ba', ['abba', 'ab-ba'], ['aba', 'ab']],
    ['a*b*c', ['abc', 'a-b-b-c'], ['acb', 'ab', 'ac']],
    ['a.c', ['a.c'], ['abc']],
    ['arn:aws:eks:*:cluster/live', ['arn:aws:eks:eu-west-1:1:cluster/live'], ['arn:aws:eks:x:cluster/test']],
  ];
  for (const [pattern, matching, other] of cases) {
    it(`"${pattern}"`, () => {
      for (const name of matching) assert.ok(matchesPattern(name, pattern), name);
      for (const name of other) assert.ok(!matchesPattern(name, pattern), name);
    });
  }

  it('takes no time for hostile ones', () => {
    const began = Date.now();
    assert.equal(matchesPattern('a'.repeat(5000), `${'*a'.repeat(2000)}*b`), false);
    assert.ok(Date.now() - began < 500);
  });
});
