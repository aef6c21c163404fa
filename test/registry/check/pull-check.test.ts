import assert from 'node:assert/strict';
import { checkPull } from '../../../src/registry/check/pull-check.ts';
import { parseReference } from '../../../src/registry/reference.ts';
import { startTokenRegistry, type TokenRegistry } from '../../beds/token-registry.ts';
import { access } from './access.ts';

const LOGIN = { username: 'me', password: 'open-sesame' };

describe('registry/check: pull', () => {
  let registry: TokenRegistry;
  before(async () => {
    registry = await startTokenRegistry({
      users: { me: LOGIN.password },
      images: ['library/app:1', `library/app:sha256:${'a'.repeat(64)}`],
      answer: (request) =>
        request.url === '/v2/moved/app/manifests/1'
          ? { status: 307, headers: { Location: '/v2/library/app/manifests/1' } }
          : undefined,
    });
  });
  after(() => registry.close());

  const pull = (image: string, login?: typeof LOGIN) =>
    checkPull(parseReference(`${registry.host}/${image}`), access(login === undefined ? {} : { login }));

  it('asks for the manifest by HEAD, with an anonymous token', async () => {
    assert.deepEqual(await pull('library/app:1'), { kind: 'allowed' });
    assert.deepEqual(registry.requests.slice(-3), [
      'GET /v2/',
      'GET /token?service=bed&scope=repository%3Alibrary%2Fapp%3Apull',
      'HEAD /v2/library/app/manifests/1',
    ]);
  });

  it('asks by digest where there is one', async () => {
    assert.equal((await pull(`library/app:2@sha256:${'a'.repeat(64)}`)).kind, 'allowed');
  });

  it('follows a registry that moved', async () => {
    assert.equal((await pull('moved/app:1')).kind, 'allowed');
  });

  it('tells a missing image from one that needs a login', async () => {
    const missing = await pull('library/app:2', LOGIN);
    assert.deepEqual(missing, { kind: 'image-missing', words: 'MANIFEST_UNKNOWN: manifest unknown' });
    assert.equal((await pull('library/app')).kind, 'login-needed');
  });

  it('says that nobody answers', async () => {
    const reference = parseReference('127.0.0.1:1/app');
    const { kind, words } = await checkPull(reference, access({ insecure: false }));
    assert.equal(kind, 'unreachable');
    assert.match(words ?? '', /ECONNREFUSED/);
  });
});
