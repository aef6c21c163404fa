import assert from 'node:assert/strict';
import { decodeAuth } from '../../src/registry/auth.ts';
import { correctDockerConfig } from '../../src/registry/correct-config.ts';
import { inspectDockerConfig } from '../../src/registry/inspect-config.ts';

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const text = (config: unknown): string => (typeof config === 'string' ? config : JSON.stringify(config));
const faults = (config: unknown, registries: readonly string[] = []): readonly string[] =>
  inspectDockerConfig(text(config), 'Secret "push"', registries).map(({ message }) => message);
/** What is left of a config after its correction, which must be without a fault. */
const corrected = (config: unknown): Readonly<Record<string, unknown>> => {
  const saved = correctDockerConfig(text(config));
  assert.deepEqual(faults(saved), []);
  return Object.fromEntries(Object.entries(saved.auths).map(([key, { auth }]) => [key, decodeAuth(auth)]));
};
const me = { username: 'me', password: 'x' };

describe('registry/inspect-config', () => {
  it('finds no fault in what kubectl makes, and corrects nothing', () => {
    const config = { auths: { 'r.example': { ...me, auth: base64('me:x') } } };
    assert.deepEqual(faults(config, ['r.example']), []);
    assert.deepEqual(corrected(config), { 'r.example': me });
  });

  it('strips the line break of the seed article’s password', () => {
    const config = { auths: { 'r.example': { auth: base64('me:x\n') } }, other: 1 };
    assert.match(faults(config)[0] ?? '', /r\.example in Secret "push" ends with a line break/);
    assert.deepEqual(corrected(config), { 'r.example': me });
  });

  it('finds each key of Docker Hub, and corrects those that kaniko does not find', () => {
    const hub = 'https://index.docker.io/v1/';
    assert.deepEqual(faults({ auths: { [hub]: { auth: base64('me:x') } } }, ['docker.io']), []);
    for (const key of [
      'docker.io',
      'index.docker.io',
      'https://index.docker.io/v2/',
      'registry-1.docker.io',
    ]) {
      const config = { auths: { [key]: { auth: base64('me:x') } } };
      assert.match(faults(config, ['docker.io']).join(), /names Docker Hub/, key);
      assert.deepEqual(corrected(config), { [hub]: me });
    }
    // Where the right one is there as well, the other harms nobody.
    const both = { auths: { [hub]: { auth: base64('me:x') }, 'docker.io': { auth: base64('you:y') } } };
    assert.deepEqual(faults(both, ['docker.io']), []);
  });

  it('misses an entry for the registry, with its port or a path below it', () => {
    const config = {
      auths: {
        'r.example:5000': { auth: base64('me:x') },
        'quay.io/team': { auth: base64('me:x') },
        'e.example': {},
      },
    };
    assert.deepEqual(faults(config, ['r.example:5000', 'quay.io']), []);
    assert.match(faults(config, ['r.example'])[0] ?? '', /no entry for r\.example\./);
    assert.match(faults(config, ['e.example'])[0] ?? '', /no entry for e\.example/);
    assert.match(faults({ auths: {} }, ['r.example'])[0] ?? '', /no login for any registry/);
  });

  it('joins a value that base64 broke over several lines', () => {
    const password = 'a-very-long-token-'.repeat(6);
    const wrapped = base64(`robot$ci:${password}`).replace(/(.{76})/g, '$1\n');
    const config = `{"auths": {"r.example": {"auth": "${wrapped}"}}}`;
    assert.throws(() => JSON.parse(config));
    assert.match(faults(config, ['r.example']).join(), /broken over several lines/);
    assert.deepEqual(corrected(config), { 'r.example': { username: 'robot$ci', password } });
  });

  it('puts "auths" around what an old .dockercfg holds', () => {
    const config = { 'r.example': { auth: base64('me:x'), email: 'me@example.com' } };
    assert.match(faults(config, ['r.example']).join(), /old \.dockercfg/);
    assert.deepEqual(corrected(config), { 'r.example': me });
  });

  it('keeps the logins beside a helper, a token, and a login in two fields', () => {
    const config = {
      credsStore: 'desktop',
      auths: { a: { auth: base64('me:x') }, b: {}, c: me, d: { identitytoken: 'T' } },
    };
    const saved = correctDockerConfig(text(config)).auths;
    assert.deepEqual(Object.keys(saved), ['a', 'c', 'd']);
    assert.equal(saved['d']?.identitytoken, 'T');
    assert.deepEqual(corrected({ auths: { c: me } }), { c: me });
  });

  it('says what a builder would choke on, without values', () => {
    const broken: [unknown, RegExp][] = [
      ['{"auths": {"r": {"auth": "c2VjcmV0', /JSON is incomplete or broken|broken in line/],
      ['[]', /not a JSON object/],
      ['', /no login/],
      [{ auths: { r: { auth: '!!!' } } }, /not the base64 form/],
      [{ auths: { r: { auth: base64('secret') } } }, /not the base64 form/],
      [{ auths: {}, credsStore: 'desktop' }, /docker-credential-desktop/],
      [{ credHelpers: { 'gcr.io': 'gcloud' } }, /docker-credential-gcloud/],
      [{}, /no login/],
    ];
    for (const [config, message] of broken) {
      const found = faults(config, ['r']);
      assert.match(found[0] ?? '', message, text(config));
      assert.ok(!JSON.stringify(found).includes('c2Vj'));
      assert.deepEqual(corrected(config), {});
    }
  });
});
