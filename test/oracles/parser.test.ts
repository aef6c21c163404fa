import assert from 'node:assert/strict';
import { Buildkit } from './buildkit.ts';
import { generateDockerfile } from './generate/dockerfile.ts';
import { mutate } from './generate/mutate.ts';
import { Random } from './generate/random.ts';
import { installOracles } from './install.ts';
import { parserDifferences } from './parser-differences.ts';
import { readCases, type Sample } from './samples.ts';

const cases = await readCases('parser');
const ofRules = [...(await readCases('hadolint')).values(), ...(await readCases('buildkit')).values()].flat();

describe('our parser and BuildKit’s', () => {
  let buildkit: Buildkit;

  before(async () => {
    await installOracles();
    buildkit = await Buildkit.start();
  });

  after(() => buildkit.stop());

  for (const [subject, samples] of cases) {
    it(`read the ${samples.length} cases of ${subject} alike`, () => assertAlike(samples));
  }

  it('read the cases of the rules alike', () => assertAlike(ofRules));

  it('read 5,000 generated Dockerfiles alike', () =>
    assertAlike(Array.from({ length: 5000 }, (_, seed) => generateDockerfile(seed))));

  it('read 10,000 mutated ones alike', () =>
    assertAlike(
      Array.from({ length: 10_000 }, (_, seed) => {
        const sample = generateDockerfile(seed);
        return { ...sample, text: mutate(sample.text, new Random(seed)) };
      }),
    ));

  async function assertAlike(samples: readonly Sample[]): Promise<void> {
    const found = await parserDifferences(buildkit, samples);
    const shown = found.slice(0, 5).map(({ sample, ours, theirs }) => {
      return `${sample.name}: ${JSON.stringify(sample.text)}\n  ours:   ${ours}\n  theirs: ${theirs}\n`;
    });
    assert.equal(shown.join('\n'), '');
  }
});
