import assert from 'node:assert/strict';
import { parseIgnore } from '../../src/context/ignore.ts';
import { Buildkit } from './buildkit.ts';
import { Random } from './generate/random.ts';
import { installOracles } from './install.ts';

// Decided on, and so not here: broken brackets, which moby sees only where its test path reaches them; `^`, `|` and `\\a`, which it
// hands to a regular expression as they are.
const pieces = ['a', 'b', 'ab', 'c.txt', '*', '**', '?', '/', '/', '.', '..', './', '**/', '/**', '*.txt', '[a-c]', '[^a]', '\\*', '\\?', '-', '!', '#', ' ', 'é', '+', '(', '$', '{a}', '[a\\-z]', '.git']; // prettier-ignore
const names = ['a', 'b', 'ab', 'c.txt', '.git', 'é', '*', 'a.c.txt', '+', ']', 'aab', 'c', '-', '{a}'];

describe('our ignore files and moby’s', () => {
  let buildkit: Buildkit;

  before(async () => {
    await installOracles();
    buildkit = await Buildkit.start();
  });

  after(() => buildkit.stop());

  it('leave out the same of 30 paths by 10,000 files', async () => {
    const random = new Random(1);
    const files = Array.from({ length: 10_000 }, () => ignoreFile(random));
    const paths = Array.from({ length: 30 }, () => random.some(names, 1, 4).join('/'));
    const found: string[] = [];
    await Promise.all(
      files.map(async (text) => {
        const { ignored, error } = await buildkit.ignore(text, paths);
        const theirs =
          error === undefined ? paths.filter((_, index) => ignored?.[index] === true) : 'an error';
        const ours = ourVerdict(text, paths);
        if (JSON.stringify(ours) !== JSON.stringify(theirs)) {
          found.push(
            `${JSON.stringify(text)}: ours ${JSON.stringify(ours)}, theirs ${JSON.stringify(theirs)}`,
          );
        }
      }),
    );
    const shortest = [...new Set(found)].sort((one, other) => one.length - other.length).slice(0, 25);
    assert.equal(found.length, 0, `${found.length} differ:\n${shortest.join('\n')}`);
  });
});

function ignoreFile(random: Random): string {
  const line = (): string =>
    random.maybe(0.25, '!') + random.times(1, 5, () => random.pick(pieces as [string, ...string[]])).join('');
  return random.times(1, 4, line).join('\n');
}

/** Those of the paths that are left out, or that the file is wrong. */
function ourVerdict(text: string, paths: readonly string[]): string[] | 'an error' {
  try {
    const rules = parseIgnore(text, '.dockerignore', false);
    return paths.filter((path) => {
      const parts = path.split('/');
      let verdict = { ignored: false, scope: rules.root };
      for (const depth of parts.keys()) {
        verdict = rules.judge(parts.slice(0, depth + 1).join('/'), verdict.scope);
      }
      return verdict.ignored;
    });
  } catch {
    return 'an error';
  }
}
