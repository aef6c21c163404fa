import assert from 'node:assert/strict';
import { ContextError } from '../../src/context/context-error.ts';
import { parseIgnore, type IgnoreRules } from '../../src/context/ignore.ts';
import { fileMatch } from '../../src/context/patterns/file-match.ts';
import { textOf } from '../../src/context/utf8.ts';
import { installIgnoreOracle } from './ignore/install.ts';
import { IgnoreOracle, type Answer, type Question } from './ignore/oracle.ts';
import { Random } from './ignore/random.ts';

/** What our rules say, in the oracle's words. */
function answer(ignore: Uint8Array, paths: readonly string[]): Answer {
  let rules: IgnoreRules;
  try {
    rules = parseIgnore(textOf(ignore), '.dockerignore', false);
  } catch (error) {
    assert.ok(error instanceof ContextError, String(error));
    return { error: true, verdicts: '' };
  }
  return { error: false, verdicts: paths.map((path) => judge(rules, path)).join('') };
}

/** Judges a path as the walk does, folder by folder. */
function judge(rules: IgnoreRules, path: string): string {
  let scope = rules.root;
  for (let slash = path.indexOf('/'); slash !== -1; slash = path.indexOf('/', slash + 1)) {
    scope = rules.enter(path.slice(0, slash), scope);
  }
  try {
    return rules.judge(path, scope) === undefined ? '-' : 'x';
  } catch (error) {
    assert.ok(error instanceof ContextError, String(error));
    return '!';
  }
}

/** What a person writes. */
const ordinary = [
  'a', 'b', 'ab', 'c.d', '.d', '*', '**', '/', '/', '/', '?', '*.d', '.', '..', 'a/b', '**/', '/**', '!', ' ', '#',
] as const; // prettier-ignore

/** What nobody writes. */
const odd = [
  '[', ']', '[^', '[a', '-', 'a-c]', '[a-c]', '[^a]', '[]', '[[', '[:alpha:]', '[[:digit:]]', '[^[:alpha:]]', '^', '$', '(', ')',
  '+', '{', '}', '|', '\\', '\\\\', '\\*', '\\a', '\\d', '\\D', '\\w', '\\W', '\\s', '\\S', '\\b', '\\B', '\\A', '\\z', '\\C', '\\E',
  '\\Q', '\\pL', '\\PL', '\\pl', '\\pé', '\\p{Greek}', '\\P{lu}', '\\p{^Other_letter}', '\\p{Nope}', '\\p{thai}', '\\x{61}', '{2}', '{1,2}', '{0,}', '{,2}', '{2,1}', '{01}', '{1001}', 'a|b', '\\x61', '\\x', '\\141', '\\1', '\\0', '\\n', '\\t', '\\_', '\\é', '\\!', '\\#', '\\[', '\\]',
  '\\/', 'é', '\u{1F600}', '\u0085', '\u00a0', '\uFEFF', '\t', '\r', '\v', '***', '*a*', '[*]', '[?]', '[**]', '!!', '\n',
] as const; // prettier-ignore

const names = [
  'a', 'b', 'ab', 'c.d', '.d', 'a.d', 'aab', 'bc', '1', '-', '^', '[', ']', '*', '!', '!a', '#', ' a', 'a b', '\\', 'é', 'éa', '\u{1F600}',
  'a$', '(', 'a\n', '$', 'x61', 'A', '_', '..a', 'E', '€',
] as const; // prettier-ignore

function pattern(random: Random, oddity: number): string {
  return random
    .times(1, 5, () => (random.below(100) < oddity ? random.pick(odd) : random.pick(ordinary)))
    .join('');
}

function ignoreFile(random: Random): Buffer {
  const oddity = random.pick([0, 0, 10, 30, 70]);
  const lines = random.times(
    1,
    4,
    () => `${random.pick(['', '', '', '!', '/', '!/'])}${pattern(random, oddity)}`,
  );
  const text = `${random.pick(['', '', '', '', '\uFEFF'])}${lines.join(random.pick(['\n', '\n', '\r\n']))}`;
  const bytes = Buffer.from(text);
  if (random.below(40) === 0) bytes[random.below(bytes.length)] = 0x80 + random.below(128);
  return bytes;
}

function path(random: Random): string {
  return random.times(1, 4, () => random.pick(names)).join('/');
}

describe('oracles/ignore', function () {
  this.timeout(240_000);
  let oracle: IgnoreOracle;

  before(() => {
    oracle = new IgnoreOracle(installIgnoreOracle());
  });
  after(() => oracle.close());

  /** Asks the oracle in portions and compares; `ours` answers a question. */
  async function compare<Q extends Question>(
    make: () => Q,
    rounds: number,
    ours: (question: Q) => Answer,
  ): Promise<{ readonly compared: number; readonly seen: ReadonlyMap<string, number> }> {
    const seen = new Map<string, number>();
    let compared = 0;
    for (let round = 0; round < rounds; round++) {
      const questions = Array.from({ length: 1_000 }, make);
      const answers = await oracle.ask(questions);
      for (const [index, theirs] of answers.entries()) {
        const question = questions[index];
        assert.ok(question !== undefined);
        const text = Buffer.from('ignore' in question ? question.ignore : question.pattern).toString();
        assert.deepEqual(
          { text, paths: question.paths, ...ours(question) },
          { text, paths: question.paths, ...theirs },
        );
        compared += question.paths.length;
        for (const verdict of theirs.error ? ['error'] : theirs.verdicts) {
          seen.set(verdict, (seen.get(verdict) ?? 0) + 1);
        }
      }
    }
    return { compared, seen };
  }

  it('agrees with moby on 40,000 ignore files and 12 paths each, in verdict and in error', async () => {
    const random = new Random(1);
    const { compared, seen } = await compare(
      () => ({ ignore: ignoreFile(random), paths: random.times(12, 12, () => path(random)) }),
      40,
      ({ ignore, paths }) => answer(ignore, paths),
    );
    assert.equal(compared, 480_000);
    for (const verdict of ['-', 'x', '!', 'error']) {
      assert.ok((seen.get(verdict) ?? 0) > 1_000, `${verdict} came up ${seen.get(verdict) ?? 0} times`);
    }
  });

  it('agrees with moby on every pattern of up to four of the characters that mean something', async () => {
    const characters = ['a', '*', '?', '/', '\\', '[', ']', '!', '.', '-', ' '];
    const paths = [
      'a', 'b', 'aa', 'ab', 'a/a', 'a/b', 'b/a', 'a/b/a', 'a a', ' a', '.a', 'a.', 'a-b', '-', '\\', '*', '?', '[', '[a]', ']', '!', '!a', '.', 'a/.b',
    ]; // prettier-ignore
    let patterns = [''];
    for (let length = 1; length <= 4; length++) {
      patterns = patterns.flatMap((pattern) => characters.map((character) => pattern + character));
      const answers = await oracle.ask(patterns.map((text) => ({ ignore: Buffer.from(text), paths })));
      for (const [index, theirs] of answers.entries()) {
        const text = patterns[index] ?? '';
        const ours = answer(Buffer.from(text), paths);
        if (ours.error !== theirs.error || ours.verdicts !== theirs.verdicts) {
          assert.deepEqual({ text, ...ours }, { text, ...theirs });
        }
      }
    }
    assert.equal(patterns.length, 11 ** 4);
  });

  it('agrees with Go on 30,000 patterns of filepath.Match and 12 names each', async () => {
    const random = new Random(2);
    const { seen } = await compare(
      () => {
        const bytes = Buffer.from(pattern(random, random.pick([0, 20, 60])));
        if (random.below(20) === 0) bytes[random.below(bytes.length)] = 0x80 + random.below(128);
        return { pattern: bytes, paths: random.times(12, 12, () => path(random)) };
      },
      30,
      ({ pattern: bytes, paths }) => ({
        error: false,
        verdicts: paths
          .map((name) => {
            const matches = fileMatch(textOf(bytes), name);
            return matches === 'malformed' ? '!' : matches ? 'x' : '-';
          })
          .join(''),
      }),
    );
    for (const verdict of ['-', 'x', '!']) {
      assert.ok((seen.get(verdict) ?? 0) > 1_000, `${verdict} came up ${seen.get(verdict) ?? 0} times`);
    }
  });

  it('agrees with moby on what is read line by line', async () => {
    const texts = [
      '', '\n', '#', ' #', '!', '! ', '!/', '! / ', '/', '//', '/.', '.', './', '..', '../a', '!..', '!!', '!!a', '/!a', '/ a', '/ /a',
      'a ', ' a', '\u0085a', '\uFEFF', '\uFEFF#a', '\uFEFF\uFEFFa', '\n\uFEFFa', 'a\r', 'a\r\r', 'a\r\nb', '\ra', 'a\rb', 'a\\', 'b*\\', '\\',
      'a\\ ', 'a\0b', '*\0', `${'a'.repeat(65_535)}\nb`, `${'a'.repeat(65_536)}\nb`, 'a'.repeat(65_535), 'a'.repeat(65_536),
      `[\nb${'é'.repeat(32_768)}`, '**', '**/', '/**', '**/**', '***', '****', '**a', 'a**', 'a**b', '**/a/**', '!**', '*\n!*', 'a\n!a\na',
      'a/b\n!a', 'a*[\nb', '*\na*[', '*\n!a*[', '!a*[\n*', 'x*[x?y', 'x*[x*y', 'x*[x**y', 'x*[x**y]', '[*]', '[?]', '[**]', '\\Qa\\E*', '\\Q*',
    ]; // prettier-ignore
    const random = new Random(3);
    const paths = [...new Set(random.times(400, 400, () => path(random)))];
    const questions = texts.map((text) => ({ ignore: Buffer.from(text), paths }));
    const answers = await oracle.ask(questions);
    for (const [index, theirs] of answers.entries()) {
      const text = (texts[index] ?? '').slice(0, 40);
      assert.deepEqual({ text, ...answer(Buffer.from(texts[index] ?? ''), paths) }, { text, ...theirs });
    }
  });
});
