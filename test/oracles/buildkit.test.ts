import assert from 'node:assert/strict';
import { Buildkit } from './buildkit.ts';
import { report } from './difference.ts';
import { differences } from './differences.ts';
import { generateDockerfile } from './generate/dockerfile.ts';
import { installOracles } from './install.ts';
import { readCases } from './samples.ts';
import { buildkitRules, buildkitVerdicts } from './verdicts.ts';

const cases = await readCases('buildkit');
const ofHadolint = [...(await readCases('hadolint')).values()].flat();

describe('our verdicts and BuildKit’s', () => {
  let buildkit: Buildkit;

  before(async () => {
    await installOracles();
    buildkit = await Buildkit.start();
  });

  after(() => buildkit.stop());

  for (const [rule, samples] of cases) {
    it(`are the same on the ${samples.length} cases of ${rule}`, async () => {
      assert.equal(report(await differences('buildkit', buildkit, samples)), '');
    });
  }

  it('come from cases in which every rule both speaks and is silent', async () => {
    assert.deepEqual([...cases.keys()].sort(), [...buildkitRules].sort());
    for (const [rule, samples] of cases) {
      const verdicts = await buildkitVerdicts(buildkit, samples);
      const speaking = verdicts.filter(({ findings }) => findings.some(({ code }) => code === rule)).length;
      assert.ok(speaking >= 3 && samples.length - speaking >= 3, `${rule}: ${speaking} of ${samples.length}`);
    }
  });

  it('are the same on hadolint’s cases', async () => {
    assert.equal(report(await differences('buildkit', buildkit, ofHadolint)), '');
  });

  it('are the same on 5,000 generated Dockerfiles', async () => {
    const samples = Array.from({ length: 5000 }, (_, seed) => generateDockerfile(seed));
    assert.equal(report(await differences('buildkit', buildkit, samples)), '');
  });
});
