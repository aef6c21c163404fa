import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { collectCredentials, typedCredentials } from '../../src/registry/credentials.ts';
import { CredentialsError } from '../../src/registry/credentials-error.ts';
import { redactAuths } from '../../src/registry/auth.ts';
import type { UserEnvironment } from '../../src/registry/docker-config.ts';

const base64 = (text: string): string => Buffer.from(text).toString('base64');

describe('registry/credentials', () => {
  let home: string;
  let environment: UserEnvironment;

  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'kaniko-build-credentials-'));
    environment = { home, env: { PATH: `${join(home, 'bin')}:/usr/bin:/bin` } };
  });
  afterEach(() => rm(home, { recursive: true, force: true }));

  const dockerConfig = async (config: unknown): Promise<void> => {
    await write('.docker/config.json', typeof config === 'string' ? config : JSON.stringify(config));
  };
  const write = async (path: string, text: string): Promise<void> => {
    await mkdir(join(home, path, '..'), { recursive: true });
    await writeFile(join(home, path), text);
  };
  /** A credential helper in shell; `$server` is what it was asked for. Every call is noted. */
  const helper = async (name: string, body: string): Promise<void> => {
    await write(
      `bin/docker-credential-${name}`,
      `#!/bin/sh\nread -r server\necho "$1 $server" >>${home}/calls\n${body}\n`,
    );
    await chmod(join(home, 'bin', `docker-credential-${name}`), 0o755);
  };
  const collect = (...registries: string[]): ReturnType<typeof collectCredentials> =>
    collectCredentials({ registries, environment });

  it('takes exactly the registries asked, under the keys that kaniko wants', async () => {
    await dockerConfig({
      auths: {
        'https://index.docker.io/v1/': { auth: base64('hub:h') },
        'r.example:5000': { username: 'me', password: 'p:w' },
        'https://old.example/v2/': { auth: base64('old:o') },
        'other.example': { auth: base64('other:x') },
      },
    });
    const found = await collect('docker.io', 'r.example:5000', 'old.example', 'ghcr.io', 'index.docker.io');
    assert.deepEqual(found, {
      auths: {
        auths: {
          'https://index.docker.io/v1/': { auth: base64('hub:h') },
          'r.example:5000': { auth: base64('me:p:w') },
          'old.example': { auth: base64('old:o') },
        },
      },
      missing: ['ghcr.io'],
      problems: [],
    });
  });

  it('finds nothing, and says so, where there is no config', async () => {
    assert.deepEqual(await collect('ghcr.io'), { auths: { auths: {} }, missing: ['ghcr.io'], problems: [] });
  });

  it('keeps an identity token', async () => {
    await dockerConfig({
      auths: {
        'a.azurecr.io': { auth: base64('0000:'), identitytoken: 'T1' },
        'b.azurecr.io': { identitytoken: 'T2' },
      },
    });
    assert.deepEqual((await collect('a.azurecr.io', 'b.azurecr.io')).auths.auths, {
      'a.azurecr.io': { auth: base64('0000:'), identitytoken: 'T1' },
      'b.azurecr.io': { auth: base64('<token>:'), identitytoken: 'T2' },
    });
  });

  it('looks where DOCKER_CONFIG points, then where Podman keeps its own', async () => {
    await write('elsewhere/config.json', JSON.stringify({ auths: { 'a.example': { auth: base64('a:1') } } }));
    await dockerConfig({ auths: { 'a.example': { auth: base64('no:no') } } });
    await write(
      'run/containers/auth.json',
      JSON.stringify({
        auths: { 'b.example': { auth: base64('b:2') }, 'quay.io/team': { auth: base64('t:3') } },
      }),
    );
    environment = {
      home,
      env: {
        DOCKER_CONFIG: join(home, 'elsewhere'),
        XDG_RUNTIME_DIR: join(home, 'run'),
        REGISTRY_AUTH_FILE: join(home, 'none'),
      },
    };
    assert.deepEqual((await collect('a.example', 'b.example', 'quay.io')).auths.auths, {
      'a.example': { auth: base64('a:1') },
      'b.example': { auth: base64('b:2') },
      'quay.io/team': { auth: base64('t:3') },
    });
  });

  it('asks the helper of the registry, else the store, by the name that docker login was given', async () => {
    await helper('one', `echo '{"ServerURL":"x","Username":"u1","Secret":"s1"}'`);
    await helper(
      'store',
      `case "$server" in https://y.example) echo '{"Username":"<token>","Secret":"refresh"}';;
       https://index.docker.io/v1/) echo '{"Username":"hub","Secret":"h"}';;
       *) echo "credentials not found in native keychain"; exit 1;; esac`,
    );
    await dockerConfig({
      auths: { 'https://y.example': {}, 'z.example': { auth: base64('z:file') } },
      credHelpers: { 'x.example': 'one' },
      credsStore: 'store',
    });
    const found = await collect('x.example', 'y.example', 'z.example', 'docker.io', 'none.example');
    assert.deepEqual(found.auths.auths, {
      'x.example': { auth: base64('u1:s1') },
      'y.example': { auth: base64('<token>:'), identitytoken: 'refresh' },
      'z.example': { auth: base64('z:file') },
      'https://index.docker.io/v1/': { auth: base64('hub:h') },
    });
    assert.deepEqual(found.missing, ['none.example']);
    assert.deepEqual(found.problems, []);
  });

  it('says that a helper is missing, and goes on', async () => {
    await dockerConfig({ credsStore: 'desktop', auths: { 'z.example': { auth: base64('z:file') } } });
    const found = await collect('z.example', 'y.example');
    assert.deepEqual(Object.keys(found.auths.auths), ['z.example']);
    assert.equal(found.problems.length, 2);
    assert.match(found.problems[0]?.message ?? '', /docker-credential-desktop, which is not on the PATH/);
  });

  it('leaves out the line break of `echo user:password | base64` and says so', async () => {
    await dockerConfig({ auths: { 'r.example': { auth: base64('me:secret\n') } } });
    const found = await collect('r.example');
    assert.equal(found.auths.auths['r.example']?.auth, base64('me:secret'));
    assert.match(found.problems[0]?.message ?? '', /r\.example in .*config\.json ends with a line break/);
  });

  for (const [what, auth] of [
    ['no base64', '%%%'],
    ['no user:password', base64('token')],
  ] as const) {
    it(`reports an entry that is ${what} without repeating it`, async () => {
      await dockerConfig({ auths: { 'r.example': { auth } } });
      const found = await collect('r.example');
      assert.deepEqual(found.missing, ['r.example']);
      assert.match(found.problems[0]?.message ?? '', /not the base64 form/);
      assert.ok(!JSON.stringify(found).includes(auth));
    });
  }

  it('names the file and line of broken JSON, and none of its text', async () => {
    await dockerConfig('{\n "auths": {\n "r": {"auth": "c2VjcmV0" oops}}');
    await assert.rejects(collect('r'), (error: unknown) => {
      assert.ok(error instanceof CredentialsError);
      assert.equal(error.code, 'config-invalid');
      assert.ok(error.message.includes(join(home, '.docker/config.json')));
      assert.match(error.message, /line 3/);
      assert.ok(!error.message.includes('c2Vj'));
      return true;
    });
  });

  it('names a config that cannot be read', async () => {
    await mkdir(join(home, '.docker/config.json'), { recursive: true });
    await assert.rejects(collect('r'), (error: unknown) => {
      assert.ok(error instanceof CredentialsError);
      assert.equal(error.code, 'config-unreadable');
      assert.match(error.message, /config\.json cannot be read: EISDIR/);
      return true;
    });
  });

  it('takes odd shapes for nothing found', async () => {
    await dockerConfig({
      auths: { 'r.example': 'text', 's.example': { auth: 7 } },
      credHelpers: [],
      credsStore: '',
    });
    assert.deepEqual((await collect('r.example', 's.example')).missing, ['r.example', 's.example']);
    await dockerConfig('');
    assert.deepEqual((await collect('r.example')).missing, ['r.example']);
  });

  it('gives typed credentials the same shape, and redacts every value', () => {
    const auths = typedCredentials(['docker.io', 'r.example'], { username: 'me', password: 'pässword' });
    assert.deepEqual(Object.keys(auths.auths), ['https://index.docker.io/v1/', 'r.example']);
    assert.equal(Buffer.from(auths.auths['r.example']?.auth ?? '', 'base64').toString(), 'me:pässword');
    const hidden = redactAuths(
      { auths: { ...auths.auths, 't.example': { auth: 'A', identitytoken: 'B' } } },
      '…',
    );
    assert.deepEqual(hidden.auths['t.example'], { auth: '…', identitytoken: '…' });
    assert.deepEqual(hidden.auths['r.example'], { auth: '…' });
  });
});
