import assert from 'node:assert/strict';
import { loginFor } from '../../../src/registry/check/login-for.ts';

const entry = (name: string) => ({ auth: Buffer.from(`${name}:pw`).toString('base64') });

describe('registry/check: the login of a repository', () => {
  const found = (
    keys: readonly string[],
    registry: string,
    repository: string,
    everyHubKey = false,
  ): string | undefined => {
    const auths = Object.fromEntries(keys.map((key) => [key, entry(key.replaceAll(':', '_'))]));
    const login = loginFor({ auths }, { registry, repository }, everyHubKey);
    return typeof login === 'object' ? login.username : login;
  };

  it('is the entry of the narrowest path, then the registry’s', () => {
    const keys = ['quay.io', 'quay.io/team', 'quay.io/team/app'];
    assert.equal(found(keys, 'quay.io', 'team/app'), 'quay.io/team/app');
    assert.equal(found(keys, 'quay.io', 'team/other'), 'quay.io/team');
    assert.equal(found(keys, 'quay.io', 'else/where'), 'quay.io');
    assert.equal(found(['quay.io/team'], 'quay.io', 'teammate/app'), undefined);
  });

  it('is found under the spellings of older clients', () => {
    assert.equal(found(['https://r.example:5000/v2/'], 'R.example:5000', 'a'), 'https_//r.example_5000/v2/');
    assert.equal(found(['r.example'], 'r.example:5000', 'a'), undefined);
  });

  it('is under the one key of Docker Hub, unless the builder knows them all', () => {
    const hub = ['docker.io', 'library/app'] as const;
    assert.equal(found(['https://index.docker.io/v1/'], ...hub), 'https_//index.docker.io/v1/');
    for (const key of ['docker.io', 'index.docker.io', 'https://index.docker.io/v2/']) {
      assert.equal(found([key], ...hub), undefined);
      assert.equal(found([key], ...hub, true), key.replaceAll(':', '_'));
    }
  });

  it('says what is wrong with an entry', () => {
    const at = { registry: 'r.example', repository: 'a' };
    assert.equal(loginFor({ auths: { 'r.example': { auth: '!' } } }, at, false), 'not-base64');
    const plain = Buffer.from('nobody').toString('base64');
    assert.equal(loginFor({ auths: { 'r.example': { auth: plain } } }, at, false), 'no-colon');
  });
});
