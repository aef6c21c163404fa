import assert from 'node:assert/strict';
import { expandInDetail } from '../../src/dockerfile/expand.ts';
import { Buildkit } from './buildkit.ts';
import { Random } from './generate/random.ts';
import { installOracles } from './install.ts';

const pieces = ['$', '{', '}', '$A', '${A}', '${U}', '${A:-x}', '${U:-', '${U-', '${A:+', '${E:-y}', '${E-y}', '${U?', '${A#', '${B##*', '${B%', '${B%%*.', '${B/', '${B//', '*', '?', '.', '/', ':', '"', "'", '\\', '\\\\', '`', 'a', 'b.c', 'é', ' ', '[', ']', '-', '+', '$1', '$@', '\\$', '\\}', '#', '%', '=', '<<', '\\*', '😀']; // prettier-ignore
const variables = { A: 'one', B: 'x.tar.gz/b.c', E: '', C: 'a*b' };

describe('our expansion of words and BuildKit’s', () => {
  let buildkit: Buildkit;

  before(async () => {
    await installOracles();
    buildkit = await Buildkit.start();
  });

  after(() => buildkit.stop());

  it('give the same on 20,000 words', async () => {
    const random = new Random(1);
    const words = Array.from({ length: 20_000 }, () =>
      random.times(1, 7, () => random.pick(pieces as [string, ...string[]])).join(''),
    );
    const found: string[] = [];
    await Promise.all(
      words.map(async (word, index) => {
        const escape = index % 5 === 0 ? '`' : '\\';
        const ours = expandInDetail(word, new Map(Object.entries(variables)), escape);
        const theirs = await buildkit.words(word, variables, escape);
        const our = ours.failed ? 'an error' : JSON.stringify(ours.text);
        const their = theirs.error === undefined ? JSON.stringify(theirs.result) : 'an error';
        if (our !== their) {
          found.push(`${escape} ${JSON.stringify(word)}: ours ${our}, theirs ${their} ${theirs.error ?? ''}`);
        }
      }),
    );
    const shortest = found.sort((one, other) => one.length - other.length).slice(0, 20);
    assert.deepEqual(shortest, []);
  });
});
