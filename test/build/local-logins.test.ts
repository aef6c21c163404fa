import assert from 'node:assert/strict';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resolveCredentials } from '../../src/build/credentials.ts';
import { localLogins } from '../../src/build/local-logins.ts';
import type { BuildRequest } from '../../src/build/request.ts';

describe('the logins of this machine', () => {
  let folder: string;
  let request: BuildRequest;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kaniko-build-logins-'));
    await writeFile(
      join(folder, 'Dockerfile'),
      'FROM base.example/a\nFROM scratch\nCOPY --from=alpine / /\n',
    );
    await writeFile(
      join(folder, 'docker-credential-bed'),
      `#!/bin/sh\nread -r server\necho "$server" >>${folder}/asked\necho '{"Username":"me","Secret":"s3cret"}'\n`,
    );
    await chmod(join(folder, 'docker-credential-bed'), 0o755);
    await writeFile(join(folder, 'config.json'), JSON.stringify({ credsStore: 'bed' }));
    request = {
      dockerfile: join(folder, 'Dockerfile'),
      context: folder,
      destinations: ['push.example/app:1', 'push.example/app:2'],
      buildArgs: {},
      builder: { id: 'kaniko', flavour: 'osscontainertools' },
      cluster: { kubeconfig: [], context: 'c', namespace: 'team' },
      credentials: { kind: 'docker-config' },
      registries: { insecure: [], certificates: {} },
      limits: { startSeconds: 10, buildSeconds: 90 },
    };
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const parts = (): Parameters<typeof localLogins>[2] => ({
    environment: { env: { DOCKER_CONFIG: folder, PATH: `${folder}:/usr/bin:/bin` }, home: folder },
    signal: new AbortController().signal,
  });

  it('are those of the destinations and base images', async () => {
    const target = { ...request, dockerfile: join(folder, 'Dockerfile'), target: '1' };
    assert.deepEqual(await localLogins(target, [], parts()), ['push.example', 'docker.io']);
    assert.deepEqual(await localLogins({ ...request, target: '0' }, [], parts()), [
      'push.example',
      'base.example',
    ]);
  });

  it('are not looked up where consent was given', async () => {
    assert.deepEqual(
      await localLogins({ ...request, target: '0' }, ['PUSH.example', 'base.example'], parts()),
      [],
    );
    await assert.rejects(readFile(join(folder, 'asked')), { code: 'ENOENT' });
  });

  it('are none of a config that cannot be read: the plan says why', async () => {
    await writeFile(join(folder, 'config.json'), '{ broken');
    assert.deepEqual(await localLogins(request, [], parts()), []);
  });

  it('go along for the registries that the request allows, and no other', async () => {
    const resolved = async (registries: readonly string[]): ReturnType<typeof resolveCredentials> =>
      await resolveCredentials(
        { ...request, credentials: { kind: 'docker-config', registries } },
        ['base.example/a', 'alpine'],
        { ...parts(), password: undefined, lookUpSecret: () => Promise.resolve('unknown') },
      );
    const { dockerConfig = '{}', warnings } = await resolved(['push.example', 'index.docker.io']);
    const { auths } = JSON.parse(dockerConfig) as { auths: object };
    assert.deepEqual(Object.keys(auths), ['push.example', 'https://index.docker.io/v1/']);
    assert.deepEqual(warnings, []);
    const kept = await resolved([]);
    assert.equal(kept.dockerConfig, undefined);
    assert.deepEqual(kept.warnings, ['The login for push.example stays on this machine, as you wanted.']);
  });
});
