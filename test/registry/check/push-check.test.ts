import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { connect, createServer as createTcpServer, type AddressInfo, type Socket } from 'node:net';
import { checkPush } from '../../../src/registry/check/push-check.ts';
import type { RegistryAccess } from '../../../src/registry/check/reach.ts';
import type { RegistryOutcome } from '../../../src/registry/check/outcome.ts';
import {
  refusal,
  startTokenRegistry,
  type TokenRegistry,
  type TokenRegistryScenario,
} from '../../beds/token-registry.ts';
import { certificate } from '../../kube/bed.ts';
import { access } from './access.ts';

const LOGIN = { username: 'robot$team+ci', password: 'pa:ss w0rd' };
const USERS = { [LOGIN.username]: LOGIN.password };

describe('registry/check: push', () => {
  let registry: TokenRegistry | undefined;
  afterEach(async () => {
    await registry?.close();
    registry = undefined;
  });

  /** Tries a push against a registry that plays `scenario`. No outcome may show the password. */
  const push = async (
    scenario: TokenRegistryScenario,
    changes: Partial<RegistryAccess> = {},
  ): Promise<RegistryOutcome> => {
    await registry?.close();
    registry = await startTokenRegistry(scenario);
    const target = { registry: registry.host, repository: 'team/app' };
    const outcome = await checkPush(target, access({ login: LOGIN, ...changes }));
    const told = JSON.stringify(outcome);
    assert.ok(!told.includes(LOGIN.password), told);
    assert.ok(!told.includes(Buffer.from(`${LOGIN.username}:${LOGIN.password}`).toString('base64')), told);
    assert.deepEqual([...registry.uploads], [], 'an upload was left');
    return outcome;
  };

  it('begins an upload with a token and cancels it', async () => {
    assert.deepEqual(await push({ users: USERS }), { kind: 'allowed' });
    assert.deepEqual(registry?.requests, [
      'GET /v2/',
      'GET /token?service=bed&scope=repository%3Ateam%2Fapp%3Apush%2Cpull',
      'POST /v2/team/app/blobs/uploads/',
      'DELETE /v2/team/app/blobs/uploads/0',
    ]);
  });

  it('gives a refresh token where the config has one', async () => {
    const scenario = { identityTokens: ['refresh-me'] };
    const login = { username: '<token>', password: '', identityToken: 'refresh-me' };
    assert.deepEqual(await push(scenario, { login }), { kind: 'allowed' });
    const other = await push(scenario, { login: { ...login, identityToken: 'stale' } });
    assert.equal(other.kind, 'login-refused');
  });

  it('tells a wrong password from a missing right and from no login', async () => {
    const wrong = await push({ users: { [LOGIN.username]: 'other' } });
    assert.deepEqual(wrong, {
      kind: 'login-refused',
      words: 'UNAUTHORIZED: incorrect username or password',
    });
    assert.ok(!registry?.requests.some((request) => request.startsWith('POST /v2/')));
    assert.equal((await push({ users: USERS, pushable: ['team/other'] })).kind, 'denied');
    await registry?.close();
    registry = await startTokenRegistry({ users: USERS });
    const target = { registry: registry.host, repository: 'team/app' };
    assert.equal((await checkPush(target, access())).kind, 'login-needed');
  });

  for (const [title, answer, kind] of [
    ['a refused name', refusal(400, 'NAME_INVALID', 'invalid repository name'), 'name-refused'],
    ['a refused name with another status', refusal(404, 'NAME_INVALID', 'no'), 'name-refused'],
    ['a repository that a push does not make', refusal(404, 'NAME_UNKNOWN', 'no such'), 'repository-missing'],
    ['a forbidden push', refusal(403, 'DENIED', 'requested access is denied'), 'denied'],
    ['a registry that takes nothing', refusal(405, 'UNSUPPORTED', 'read-only'), 'denied'],
    ['too many requests', refusal(429, 'TOOMANYREQUESTS', 'slow down'), 'failing'],
    ['a registry in trouble', { status: 503, body: '<html>503</html>' }, 'failing'],
    ['a teapot', { status: 418 }, 'unclear'],
  ] as const) {
    it(`takes ${title} for ${kind}`, async () => {
      const outcome = await push({
        users: USERS,
        answer: (request) => (request.method === 'POST' ? answer : undefined),
      });
      assert.equal(outcome.kind, kind);
      assert.ok(outcome.words !== undefined && !outcome.words.includes('<html>'), outcome.words);
    });
  }

  it('does not repeat the login that a registry repeats', async () => {
    const { kind, words } = await push({
      users: USERS,
      answer: ({ method, headers }) =>
        method === 'POST'
          ? refusal(403, 'DENIED', `no ${LOGIN.password}\n\u001b[31m${headers.authorization ?? ''}`)
          : undefined,
    });
    assert.equal(kind, 'denied');
    assert.match(words ?? '', /^DENIED: no \*\*\* \[31m/);
  });

  it('sends no login to a token service that is asked over plain HTTP by a registry that speaks TLS', async () => {
    const { cert, key, ca } = await certificate('server');
    const outcome = await push(
      {
        tls: { cert, key },
        answer: () => ({
          status: 401,
          headers: { 'WWW-Authenticate': 'Bearer realm="http://127.0.0.1:1/token",service="x"' },
        }),
      },
      { insecure: false, authority: ca },
    );
    assert.equal(outcome.kind, 'unclear');
  });

  for (const header of [
    '',
    'Bearer',
    'Bearer realm="::::"',
    'Negotiate',
    `Bearer realm="${'x'.repeat(10_000)}`,
    'Bearer realm="http://127.0.0.1:1/token"',
  ]) {
    it(`survives the challenge ${header.slice(0, 50)}`, async () => {
      const outcome = await push({
        answer: () => ({
          status: 401,
          ...(header === '' ? {} : { headers: { 'WWW-Authenticate': header } }),
        }),
      });
      assert.ok(['unclear', 'unreachable'].includes(outcome.kind), outcome.kind);
    });
  }

  it('survives an endless answer, and a silent one for as long as it is told to', async () => {
    const silent = createTcpServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const host = `127.0.0.1:${(silent.address() as AddressInfo).port}`;
    const began = Date.now();
    await assert.rejects(
      checkPush({ registry: host, repository: 'a' }, access({ signal: AbortSignal.timeout(200) })),
      /aborted due to timeout/,
    );
    assert.ok(Date.now() - began < 1000);
    silent.close();
    const endless = createServer((_request, response) => {
      response.writeHead(401, { 'WWW-Authenticate': 'Basic realm="x"' });
      const pour = (): void => {
        while (!response.destroyed && response.write('x'.repeat(65_536)));
        if (!response.destroyed) response.once('drain', pour);
      };
      pour();
    });
    await new Promise<void>((resolve) => endless.listen(0, '127.0.0.1', resolve));
    const endlessHost = `127.0.0.1:${(endless.address() as AddressInfo).port}`;
    const { kind } = await checkPush({ registry: endlessHost, repository: 'a' }, access({ login: LOGIN }));
    assert.equal(kind, 'login-refused');
    endless.closeAllConnections();
    endless.close();
  });

  it('knows TLS where plain HTTP is said, plain HTTP where TLS is expected, and a stranger’s certificate', async () => {
    const { cert, key, ca } = await certificate('server');
    const tls = { users: USERS, tls: { cert, key } };
    assert.equal((await push(tls, { insecure: false, authority: ca })).kind, 'allowed');
    assert.equal((await push(tls, { insecure: true, authority: ca })).kind, 'allowed');
    assert.equal((await push(tls, { insecure: false })).kind, 'authority-unknown');
    assert.equal((await push(tls, { insecure: true })).kind, 'not-plain-http');
    assert.equal((await push(tls, { insecure: true, verifiesInsecure: false })).kind, 'allowed');
    const expired = await certificate('expired');
    const old = { users: USERS, tls: { cert: expired.cert, key: expired.key } };
    assert.equal((await push(old, { insecure: false, authority: ca })).kind, 'certificate-invalid');
    assert.equal((await push({ users: USERS }, { insecure: false })).kind, 'plain-http');
    assert.equal((await push({ users: USERS }, { insecure: false, fallsBackToHttp: true })).kind, 'allowed');
  });

  it('goes through a proxy, over TLS and in the open', async () => {
    const asked: string[] = [];
    const proxy = createServer((request, response) => {
      asked.push(
        `${request.method ?? ''} ${new URL(request.url ?? '').pathname} ${request.headers['proxy-authorization'] ?? ''}`,
      );
      response.writeHead(502).end();
    });
    proxy.on('connect', (request, client: Socket) => {
      asked.push(`CONNECT ${request.headers['proxy-authorization'] ?? ''}`);
      const [host = '', port = ''] = (request.url ?? '').split(':');
      const upstream = connect(Number(port), host, () => {
        client.write('HTTP/1.1 200 OK\r\n\r\n');
        upstream.pipe(client).pipe(upstream);
      });
      upstream.on('error', () => client.destroy());
      client.on('error', () => upstream.destroy());
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const proxyFor = (): string => `http://me:secret@127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    const { cert, key, ca } = await certificate('server');
    const outcome = await push(
      { users: USERS, tls: { cert, key } },
      { insecure: false, authority: ca, proxyFor },
    );
    assert.equal(outcome.kind, 'allowed');
    const login = `Basic ${Buffer.from('me:secret').toString('base64')}`;
    assert.deepEqual(new Set(asked), new Set([`CONNECT ${login}`]));
    const refused = await push({ users: USERS }, { insecure: true, proxyFor: () => 'http://127.0.0.1:1' });
    assert.equal(refused.kind, 'unreachable');
    assert.ok(!JSON.stringify(refused).includes('secret'));
    const plain = await push({ users: USERS }, { insecure: true, proxyFor });
    assert.equal(plain.kind, 'unreachable');
    assert.ok(asked.includes(`GET /v2/ ${login}`), asked.join('\n'));
    proxy.closeAllConnections();
    proxy.close();
  });
});
