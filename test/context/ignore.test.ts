import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { ContextError } from '../../src/context/context-error.ts';
import { parseIgnore, type IgnoreRules } from '../../src/context/ignore.ts';
import { textOf } from '../../src/context/utf8.ts';

interface Recorded {
  readonly paths: readonly string[];
  readonly cases: readonly { readonly text: string; readonly ignored: readonly string[] }[];
}

/** What moby's own matcher said. */
const recorded = JSON.parse(
  readFileSync(new URL('../fixtures/context/dockerignore.json', import.meta.url), 'utf8'),
) as Recorded;

const ignores = (rules: IgnoreRules, path: string): boolean => rules.judgeAlone(path) !== undefined;

/** Whether the walk would enter the folder for something that is taken back in. */
function mayReinclude(rules: IgnoreRules, folder: string): boolean {
  let scope = rules.root;
  for (const [index] of folder.split('/').entries()) {
    scope = rules.enter(
      folder
        .split('/')
        .slice(0, index + 1)
        .join('/'),
      scope,
    );
  }
  return rules.mayReincludeIn(scope);
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
          assert.ok(!ignores(rules, folder) || mayReinclude(rules, folder), `${path} is in ${folder}`);
        }
      }
    });
  }

  it('does not enter what no pattern takes back in', () => {
    const rules = parseIgnore('*\n!src/*.ts\n!docs', '.dockerignore', false);
    assert.deepEqual(
      ['node_modules', 'src', 'src/deep', 'docs', 'docs/deep'].filter((folder) =>
        mayReinclude(rules, folder),
      ),
      ['src', 'docs', 'docs/deep'],
    );
  });

  it('says which line decides', () => {
    const rules = parseIgnore('# first\n\n*\n!src\nsrc/**/*.log\n', '.dockerignore', false);
    const line = (path: string): number | undefined => rules.judgeAlone(path)?.line;
    assert.deepEqual(['a', 'src/a', 'src/a.log', 'src/b/c/a.log', 'srcs'].map(line), [3, undefined, 5, 5, 3]);
  });

  it('knows the error that Docker finds only when it gets to the pattern', () => {
    const rules = parseIgnore('keep*\na*[', '.dockerignore', false);
    assert.equal(rules.judgeAlone('keep.txt')?.line, 1);
    assert.throws(() => rules.judgeAlone('other'), { name: 'ContextError', line: 2 });
  });

  it('refuses a line that is longer than Docker reads', () => {
    assert.throws(() => parseIgnore(`a\n${'b'.repeat(65_536)}`, '.dockerignore', false), {
      code: 'ignore-invalid',
      line: 2,
    });
  });

  it('tells names apart whose bytes are not UTF-8', () => {
    const rules = parseIgnore(textOf(Buffer.from([0x61, 0xe9])), '.dockerignore', false);
    assert.ok(ignores(rules, textOf(Buffer.from([0x61, 0xe9]))));
    assert.ok(!ignores(rules, textOf(Buffer.from([0x61, 0xe8]))));
    assert.ok(!ignores(rules, 'a\uFFFD'));
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

  for (const [pattern, path] of [
    [`${'**/a/'.repeat(20)}x`, `${'a/'.repeat(1_000)}y`],
    ['**/**/**/a*a*a*b', `${'a'.repeat(250)}/${'a'.repeat(250)}`],
    [`${'*a'.repeat(60)}b`, 'a'.repeat(255)],
    [`${'a{1000}*'.repeat(5)}b`, 'a'.repeat(2_000)],
    [`${'[^/]'.repeat(8_000)}${'*'.repeat(20_000)}b`, 'a'.repeat(255)],
  ] as const) {
    it(`takes time in proportion to ${JSON.stringify(pattern.slice(0, 20))}… and the path`, () => {
      const started = performance.now();
      assert.equal(ignores(parseIgnore(pattern, 'f', false), path), false);
      assert.ok(performance.now() - started < 1_000);
    });
  }
});
