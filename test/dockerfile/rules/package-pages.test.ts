import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { packageRules } from '../../../src/dockerfile/rules/package-rules.ts';
import { findingsOf } from './shell-rule.ts';

describe('pages of the rules for package managers', () => {
  for (const rule of packageRules) {
    it(`${rule.id}: the first example has the finding, the second has not`, () => {
      const url = new URL(`../../../media/rules/${rule.id}.md`, import.meta.url);
      const page = readFileSync(url, 'utf8');
      assert.equal(page.split('\n')[0], `# ${rule.id}: ${rule.title()}`);
      const [before, after] = Array.from(
        page.matchAll(/```dockerfile\n([^`]*)```/g),
        ([, code = '']) => code,
      );
      assert.equal(findingsOf(rule, before ?? '').length, 1);
      assert.deepEqual(findingsOf(rule, after ?? rule.id), []);
    });
  }
});
