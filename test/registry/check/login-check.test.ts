import assert from 'node:assert/strict';
import { checkLogin } from '../../../src/registry/check/login-check.ts';
import { startTokenRegistry } from '../../beds/token-registry.ts';
import { access } from './access.ts';

const LOGIN = { username: 'robot$team+ci', password: 'pa:ss w0rd' };

describe('registry/check: login', () => {
  it('tells a login that is taken from one that is not, and begins nothing', async () => {
    const registry = await startTokenRegistry({ users: { [LOGIN.username]: LOGIN.password } });
    try {
      assert.deepEqual(await checkLogin(registry.host, access({ login: LOGIN })), { kind: 'allowed' });
      const wrong = await checkLogin(registry.host, access({ login: { ...LOGIN, password: 'wr0ng' } }));
      assert.equal(wrong.kind, 'login-refused');
      assert.ok(!JSON.stringify(wrong).includes('wr0ng'));
      assert.deepEqual([...new Set(registry.requests)], ['GET /v2/', 'GET /token?service=bed']);
    } finally {
      await registry.close();
    }
  });

  it('says of a registry that does not answer that nothing was tried', async () => {
    assert.equal((await checkLogin('127.0.0.1:1', access({ login: LOGIN }))).kind, 'unreachable');
  });
});
