import assert from 'node:assert/strict';
import { configInSecret } from '../../src/build/existing-secret.ts';
import { correctedSecret, inspectSecret, type ExistingSecret } from '../../src/build/secret-correction.ts';
import { decodeAuth } from '../../src/registry/auth.ts';

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const auths = (entries: object): string => base64(JSON.stringify({ auths: entries }));

describe('the correction of an existing Secret', () => {
  const existing: ExistingSecret = {
    name: 'seed',
    cluster: { kubeconfig: [], context: 'c', namespace: 'team' },
    registries: ['r.example:5000'],
    builder: 'kaniko',
  };
  const inspect = (
    data: Record<string, string>,
    registries = existing.registries,
  ): ReturnType<typeof inspectSecret> =>
    inspectSecret(data, { ...existing, registries }, (host) => host === 'cloud.example');
  const logins = (secret: ReturnType<typeof correctedSecret>): object => {
    const { auths: made } = JSON.parse(
      Buffer.from(secret.data?.['.dockerconfigjson'] ?? '', 'base64').toString(),
    ) as { auths: Record<string, { auth: string }> };
    return Object.fromEntries(Object.entries(made).map(([key, { auth }]) => [key, decodeAuth(auth)]));
  };

  it('finds the config under any key', () => {
    const config = auths({});
    assert.equal(
      configInSecret({ other: base64('x'), 'kaniko_config.json': config })?.key,
      'kaniko_config.json',
    );
    assert.equal(configInSecret({ user: base64('x'), harbor: config })?.key, 'harbor');
    assert.equal(configInSecret({ anything: base64('no JSON') })?.key, 'anything');
    assert.equal(configInSecret({ username: base64('x'), password: base64('y') }), undefined);
    assert.equal(configInSecret({}), undefined);
  });

  it('needs nothing where all can be repaired', () => {
    const data = { 'kaniko_config.json': auths({ 'r.example:5000': { auth: base64('robot$me:x\n') } }) };
    const found = inspect(data);
    assert.ok(found.state === 'read');
    assert.match(found.problems[0]?.message ?? '', /Secret seed ends with a line break/);
    assert.deepEqual(found.needed, []);
    const made = correctedSecret(data, existing, { name: 'seed-fixed', logins: {} });
    assert.equal(made.type, 'kubernetes.io/dockerconfigjson');
    assert.deepEqual(made.metadata, { name: 'seed-fixed', namespace: 'team' });
    assert.deepEqual(logins(made), { 'r.example:5000': { username: 'robot$me', password: 'x' } });
  });

  it('needs a login for what cannot, and keeps the rest', () => {
    const data = { 'config.json': auths({ 'other.example': { auth: base64('you:y') } }) };
    const found = inspect(data);
    assert.ok(found.state === 'read');
    assert.deepEqual(found.needed, ['r.example:5000']);
    const login = { username: 'me', password: 'typed' };
    const made = correctedSecret(data, existing, { name: 'n', logins: { 'r.example:5000': login } });
    assert.deepEqual(logins(made), {
      'other.example': { username: 'you', password: 'y' },
      'r.example:5000': login,
    });
    assert.ok(!JSON.stringify(found).includes('you'));
  });

  it('needs all logins of what is no config, or has no key for one', () => {
    for (const data of [{ 'config.json': base64('{"auths": ') }, { a: base64('x'), b: base64('y') }]) {
      const found = inspect(data);
      assert.ok(found.state === 'read');
      assert.equal(found.problems.length, 1);
      assert.deepEqual(found.needed, ['r.example:5000']);
    }
  });

  it('misses no login for a registry where the cloud gives one', () => {
    const data = { 'config.json': auths({ 'other.example': { auth: base64('you:y') } }) };
    assert.deepEqual(inspect(data, ['cloud.example']), { state: 'read', problems: [], needed: [] });
  });
});
