import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { packageRules } from '../../../src/dockerfile/rules/package-rules.ts';
import { parseDockerfile } from '../../../src/dockerfile/parse.ts';
import { defaultConfig } from '../../../src/dockerfile/lint/config.ts';
import { makeLintFile } from '../../../src/dockerfile/lint/make-lint-file.ts';

const folder = new URL('package-verdicts/', import.meta.url);

/** A Dockerfile on one line, `\n` between its own; what is found, as `RULE@LINE` of the instruction, or `-`. */
interface Verdict {
  readonly text: string;
  readonly found: string;
  /** What hadolint finds where we differ on purpose. */
  readonly theirs?: string;
}

function verdictsIn(name: string): Verdict[] {
  return readFileSync(new URL(name, folder), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('# '))
    .map((line) => {
      const at = line.lastIndexOf(' => ');
      const [found = '', theirs] = line.slice(at + 4).split(' | ');
      const text = line.slice(0, at).replaceAll('\\n', '\n');
      return { text, found, ...(theirs === undefined ? {} : { theirs }) };
    });
}

function foundIn(text: string): string {
  const tree = parseDockerfile(`${text}\n`);
  const file = makeLintFile(tree, defaultConfig.settings);
  const found: string[] = [];
  for (const rule of packageRules) {
    rule.check(file, ({ at }) => {
      assert.ok(at.start < at.end, 'an empty range');
      const instruction = file.instructions.findLast(({ start, end }) => start <= at.start && at.end <= end);
      assert.ok(instruction !== undefined, 'a range outside of any instruction');
      found.push(`${rule.id}@${String(instruction.startLine + 1)}`);
    });
  }
  return found.sort().join(' ') || '-';
}

describe('verdicts on package managers', () => {
  for (const name of readdirSync(folder).sort()) {
    describe(name, () => {
      for (const { text, found, theirs } of verdictsIn(name)) {
        it(JSON.stringify(text), () => {
          assert.equal(foundIn(text), found);
          assert.notEqual(theirs, found);
        });
      }
    });
  }
});
