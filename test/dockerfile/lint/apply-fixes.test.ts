import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyEdits, fixAll } from '../../../src/dockerfile/lint/apply-fixes.ts';
import type { Diagnostic, Fix } from '../../../src/dockerfile/lint/diagnostic.ts';
import { lint } from '../../../src/dockerfile/lint/lint.ts';
import { parseDockerfile } from '../../../src/dockerfile/parse.ts';
import { ourConfig } from '../../oracles/configs.ts';
import { generateDockerfile } from '../../oracles/generate/dockerfile.ts';

function finding(code: string, fixes: readonly Fix[]): Diagnostic {
  return { start: 0, end: 1, code, codes: [code], severity: 'info', message: '', fixes, related: [] };
}

/** Finds every place of the words, and replaces them by others. */
function replacing(changes: Readonly<Record<string, string>>, safe = true) {
  return (text: string) => ({
    tree: parseDockerfile(text),
    diagnostics: Object.entries(changes).flatMap(([word, newText]) =>
      Array.from(text.matchAll(new RegExp(word, 'g')), ({ index }) =>
        finding(word, [{ title: '', safe, edits: [{ start: index, end: index + word.length, newText }] }]),
      ),
    ),
  });
}

describe('applyEdits', () => {
  it('makes edits in any order', () => {
    const edits = [
      { start: 4, end: 5, newText: '' },
      { start: 0, end: 1, newText: 'AA' },
      { start: 2, end: 2, newText: '-' },
    ];
    assert.equal(applyEdits('abcdef', edits), 'AAb-cdf');
  });
});

describe('fixAll', () => {
  it('fixes what the fixes before have brought', () => {
    const fixed = fixAll('RUN a\nRUN a b', replacing({ a: 'b', b: 'c' }));
    assert.deepEqual(fixed, { text: 'RUN c\nRUN c c', applied: 5 });
  });

  it('leaves fixes that are not safe', () => {
    assert.deepEqual(fixAll('RUN a', replacing({ a: 'b' }, false)), { text: 'RUN a', applied: 0 });
  });

  it('ends where fixes undo each other', () => {
    assert.equal(fixAll('RUN a', replacing({ a: 'b', b: 'a' })).text, 'RUN b');
  });

  it('takes back a fix that does not help, and makes the others', () => {
    assert.deepEqual(fixAll('RUN a\nRUN b', replacing({ a: 'aa', b: 'c' })), {
      text: 'RUN a\nRUN c',
      applied: 1,
    });
  });

  it('fixes no two things at once that reach into the same instruction', () => {
    const merge: Fix = { title: '', safe: true, edits: [{ start: 5, end: 9, newText: ' && ' }] };
    const rounds: string[] = [];
    fixAll('RUN a\nRUN b\nRUN c', (text) => {
      rounds.push(text);
      const { tree, diagnostics } = replacing({ a: 'x', b: 'y', c: 'z' })(text);
      return { tree, diagnostics: rounds.length === 1 ? [finding('merge', [merge]), ...diagnostics] : [] };
    });
    assert.equal(rounds[1], 'RUN a &&  b\nRUN z');
  });
});

describe('the fixes of all rules', () => {
  const dockerfiles = fc.integer({ min: 0, max: 1_000_000 }).map((seed) => generateDockerfile(seed));

  /** How often each rule finds something. */
  const counts = (diagnostics: readonly Diagnostic[], code: string): number =>
    diagnostics.filter((one) => one.code === code).length;

  it('drop what they fix, and leave what parses', function () {
    this.timeout(60_000);
    fc.assert(
      fc.property(dockerfiles, ({ text, config }) => {
        const before = lint(text, ourConfig(config)).diagnostics;
        for (const { code, fixes, start } of before) {
          for (const { title, edits } of fixes) {
            const fixed = applyEdits(text, edits);
            const after = lint(fixed, ourConfig(config)).diagnostics;
            const what = `${code} at ${start}: ${title}\n${fixed}`;
            assert.ok(counts(after, code) < counts(before, code), what);
            assert.ok(counts(after, 'DL1000') <= counts(before, 'DL1000'), what);
          }
        }
      }),
      { numRuns: 1000, seed: 1 },
    );
  });

  it('converge', function () {
    this.timeout(60_000);
    fc.assert(
      fc.property(dockerfiles, ({ text, config }) => {
        let rounds = 0;
        const find = (current: string) => {
          rounds++;
          return lint(current, ourConfig(config));
        };
        const fixed = fixAll(text, find);
        assert.ok(rounds < 100, `it goes on and on: ${fixed.text}`);
        const left = lint(fixed.text, ourConfig(config)).diagnostics;
        assert.deepEqual(
          left.filter(({ fixes }) => fixes.some(({ safe }) => safe)).map(({ code }) => code),
          [],
          fixed.text,
        );
      }),
      { numRuns: 1000, seed: 2 },
    );
  });
});
