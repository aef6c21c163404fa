import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readImage } from '../beds/registry.ts';
import {
  assertNothingLeft,
  build,
  kubectl,
  project,
  requestFor,
  sandbox,
  skipUnlessAvailable,
  variants,
} from './support.ts';

describe('credentials on the cluster', () => {
  const { registries, namespaces } = sandbox();
  const { auth } = registries;
  const login = Buffer.from(`${auth.username ?? ''}:${auth.password ?? ''}`).toString('base64');
  const config = JSON.stringify({ auths: { [auth.host]: { auth: login } } });
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kaniko-build-credentials-'));
    await writeFile(join(folder, 'config.json'), config);
  });
  after(() => rm(folder, { recursive: true, force: true }));
  afterEach(assertNothingLeft);

  for (const variant of variants()) {
    for (const key of ['.dockerconfigjson', 'config.json', 'kaniko_config.json']) {
      it(`uses an existing Secret with key ${key} and leaves it alone (${variant.title})`, async function () {
        skipUnlessAvailable(this, variant);
        const name = 'my-registry';
        const secret = ['-n', namespaces.builds, 'create', 'secret', 'generic', name];
        await kubectl(...secret, `--from-file=${key}=${join(folder, 'config.json')}`);
        const made = await project({ Dockerfile: `FROM ${auth.host}/library/busybox:latest\nRUN true\n` });
        try {
          const { result, log } = await build(
            requestFor(made, 'test/existing', {
              builder: variant.choice,
              destinations: [`${auth.host}/test/existing:1`],
              credentials: { kind: 'secret', name },
            }),
          );
          assert.equal(result.outcome, 'succeeded', `${result.failure?.message ?? ''}\n${log}`);
          assert.equal((await readImage(auth, 'test/existing', '1')).digest, result.digest);
          await kubectl('-n', namespaces.builds, 'get', 'secret', name);
        } finally {
          await kubectl('-n', namespaces.builds, 'delete', 'secret', name);
          await made.remove();
        }
      });
    }
  }

  it('takes the entries of the local Docker config for the registries of this build', async () => {
    const made = await project({ Dockerfile: `FROM ${auth.host}/library/busybox:latest\nRUN true\n` });
    const local = { auths: { [auth.host]: { auth: login }, 'other.example.com': { auth: login } } };
    await writeFile(join(folder, 'config.json'), JSON.stringify(local));
    const before = process.env['DOCKER_CONFIG'];
    process.env['DOCKER_CONFIG'] = folder;
    try {
      const request = requestFor(made, 'test/local', {
        destinations: [`${auth.host}/test/local:1`],
        credentials: { kind: 'docker-config' },
      });
      const { result, log } = await build(request);
      assert.equal(result.outcome, 'succeeded', `${result.failure?.message ?? ''}\n${log}`);
    } finally {
      if (before === undefined) delete process.env['DOCKER_CONFIG'];
      else process.env['DOCKER_CONFIG'] = before;
      await made.remove();
    }
  });
});
