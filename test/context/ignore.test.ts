import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { ContextError } from '../../src/context/context-error.ts';
import { parseIgnore, type IgnoreRules } from '../../src/context/ignore.ts';

interface Recorded {
  readonly paths: readonly string[];
  readonly cases: readonly { readonly text: string; readonly ignored: readonly string[] }[];
}

/** What moby's own matcher said. */
const recorded = JSON.parse(
  readFileSync(new URL('../fixtures/context/dockerignore.json', import.meta.url), 'utf8'),
) as Recorded;

/** Judges a path as the walk does, folder by folder. */
function ignores(rules: IgnoreRules, path: string): boolean {
  const parts = path.split('/');
  let verdict = { ignored: false, scope: rules.root };
  for (let depth = 1; depth <= parts.length; depth++) {
    verdict = rules.judge(parts.slice(0, depth).join('/'), verdict.scope);
  }
  return verdict.ignored;
}

describe('context/ignore', () => {
  for (const { text, ignored } of recorded.cases) {
    it(`agrees with moby on ${JSON.stringify(text)}`, () => {
      const rules = parseIgnore(text, '.dockerignore', false);
      assert.deepEqual(
        recorded.paths.filter((path) => ignores(rules, path)),
        ignored,
      );
    });

    it(`enters every folder that holds what ${JSON.stringify(text)} leaves`, () => {
      const rules = parseIgnore(text, '.dockerignore', false);
      for (const path of recorded.paths.filter((kept) => !ignored.includes(kept))) {
        for (let slash = path.indexOf('/'); slash !== -1; slash = path.indexOf('/', slash + 1)) {
          const folder = path.slice(0, slash);
          assert.ok(!ignores(rules, folder) || rules.mayReincludeBelow(folder), `${path} is in ${folder}`);
        }
      }
    });
  }

  it('does not enter what no pattern takes back in', () => {
    const rules = parseIgnore('*\n!src/*.ts\n!docs', '.dockerignore', false);
    assert.deepEqual(
      ['node_modules', 'src', 'src/deep', 'docs', 'docs/deep'].filter((folder) =>
        rules.mayReincludeBelow(folder),
      ),
      ['src', 'docs', 'docs/deep'],
    );
  });

  it('takes a backslash for a slash on Windows', () => {
    assert.ok(ignores(parseIgnore('src\\keep', 'f', true), 'src/keep/a.ts'));
  });

  for (const text of ['ok\n[a', 'ok\n[]', 'ok\n[a-]', 'ok\n[-a]', 'ok\nfoo\\', 'ok\n!', 'ok\n! ']) {
    it(`refuses ${JSON.stringify(text)} and names the line`, () => {
      assert.throws(
        () => parseIgnore(text, '/x/.dockerignore', false),
        (error: unknown) => {
          assert.ok(error instanceof ContextError);
          assert.equal(error.code, 'ignore-invalid');
          assert.match(error.message, /^Line 2 of \/x\/\.dockerignore/);
          return true;
        },
      );
    });
  }

  it('stays quick on many double stars and a deep path', () => {
    const rules = parseIgnore(`${'**/a/'.repeat(4)}x`, 'f', false);
    const started = performance.now();
    assert.equal(ignores(rules, 'a/'.repeat(30) + 'y'), false);
    assert.ok(performance.now() - started < 200);
  });
});
