import assert from 'node:assert/strict';
import { Buildkit } from './buildkit.ts';
import { report } from './difference.ts';
import { differences } from './differences.ts';
import { generateDockerfile } from './generate/dockerfile.ts';
import { installOracles } from './install.ts';
import { readCases } from './samples.ts';
import { hadolintVerdicts } from './verdicts.ts';

const cases = await readCases('hadolint');

describe('our verdicts and hadolint’s', () => {
  let buildkit: Buildkit;

  before(async () => {
    await installOracles();
    buildkit = await Buildkit.start();
  });

  after(() => buildkit.stop());

  for (const [subject, samples] of cases) {
    it(`are the same on the ${samples.length} cases of ${subject}`, async () => {
      assert.equal(report(await differences('hadolint', buildkit, samples)), '');
    });
  }

  it('come from cases in which every rule both speaks and is silent', async () => {
    for (const [rule, samples] of cases) {
      if (rule.startsWith('DL')) {
        const verdicts = await hadolintVerdicts(samples);
        const speaking = verdicts.filter(({ findings }) => findings.some(({ code }) => code === rule)).length;
        assert.ok(samples.length >= 10, `${rule} has ${samples.length} cases`);
        assert.ok(
          speaking >= 3 && samples.length - speaking >= 3,
          `${rule}: ${speaking} of ${samples.length}`,
        );
      }
    }
  });

  it('are the same on 3,000 generated Dockerfiles', async () => {
    const samples = Array.from({ length: 3000 }, (_, seed) => generateDockerfile(seed));
    assert.equal(report(await differences('hadolint', buildkit, samples)), '');
  });
});
