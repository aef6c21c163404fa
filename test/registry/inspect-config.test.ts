import assert from 'node:assert/strict';
import { decodeAuth } from '../../src/registry/auth.ts';
import { inspectDockerConfig } from '../../src/registry/inspect-config.ts';

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const inspect = (config: unknown): ReturnType<typeof inspectDockerConfig> =>
  inspectDockerConfig(typeof config === 'string' ? config : JSON.stringify(config), 'Secret "push"');

describe('registry/inspect-config', () => {
  it('finds no fault in what kubectl makes', () => {
    const config = { auths: { 'r.example': { username: 'me', password: 'x', auth: base64('me:x') } } };
    assert.deepEqual(inspect(config), { registries: ['r.example'], problems: [] });
  });

  it('offers the seed article’s config without its line break', () => {
    const found = inspect({ auths: { 'r.example': { auth: base64('me:x\n') } }, other: 1 });
    assert.match(found.problems[0]?.message ?? '', /r\.example in Secret "push" ends with a line break/);
    const corrected = JSON.parse(found.corrected ?? '') as {
      auths: Record<string, { auth: string }>;
      other: number;
    };
    assert.deepEqual(decodeAuth(corrected.auths['r.example']?.auth ?? ''), { username: 'me', password: 'x' });
    assert.equal(corrected.other, 1);
    assert.deepEqual(inspect(found.corrected).problems, []);
  });

  it('offers the name of Docker Hub that kaniko finds', () => {
    const found = inspect({ auths: { 'https://index.docker.io/v2/': { auth: base64('me:x') } } });
    assert.match(found.problems[0]?.message ?? '', /Docker Hub/);
    assert.deepEqual(inspect(found.corrected).registries.includes('https://index.docker.io/v1/'), true);
    assert.deepEqual(inspect(found.corrected).problems, []);
  });

  it('says what a builder would choke on, without values', () => {
    const broken: [unknown, RegExp][] = [
      ['{"auths": {"r": {"auth": "c2VjcmV0', /JSON is incomplete or broken|broken in line/],
      ['[]', /not a JSON object/],
      [{ auths: { r: { auth: '!!!' } } }, /not the base64 form/],
      [{ auths: { r: { auth: base64('secret') } } }, /not the base64 form/],
      [{ auths: {}, credsStore: 'desktop' }, /docker-credential-desktop/],
      [{ credHelpers: { 'gcr.io': 'gcloud' } }, /docker-credential-gcloud/],
      [{}, /no login/],
    ];
    for (const [config, message] of broken) {
      const found = inspect(config);
      assert.match(found.problems[0]?.message ?? '', message);
      assert.ok(!JSON.stringify(found).includes('c2Vj'));
    }
  });
});
