import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RegistrySecretRequest } from '../../src/build/registry-secret.ts';
import { readImage } from '../beds/registry.ts';
import { assertNothingLeft, build, engine, kubectl, project, requestFor, sandbox } from './support.ts';

const NAME = 'made-by-command';

describe('a registry Secret on the cluster', () => {
  const { registries, namespaces, kubeconfig, contexts, images } = sandbox();
  const { auth } = registries;
  const password = auth.password ?? '';
  const namespace = namespaces.builds;
  const request: RegistrySecretRequest = {
    name: NAME,
    cluster: { kubeconfig: [kubeconfig], context: contexts.admin, namespace },
    registries: [auth.host],
    credentials: { kind: 'typed', username: auth.username ?? '' },
  };
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kaniko-build-secret-'));
  });
  after(() => rm(folder, { recursive: true }));
  afterEach(async () => {
    await kubectl('-n', namespace, 'delete', 'secret', NAME, '--ignore-not-found');
    await assertNothingLeft();
  });

  const stored = async (): Promise<{ readonly type: string; readonly config: string }> => {
    const { type, data } = JSON.parse(
      await kubectl('-n', namespace, 'get', 'secret', NAME, '-o', 'json'),
    ) as { readonly type: string; readonly data: Readonly<Record<string, string>> };
    return { type, config: Buffer.from(data['.dockerconfigjson'] ?? '', 'base64').toString() };
  };

  it('is the one that kubectl makes, and a build pushes with it', async () => {
    assert.equal(await engine.createSecret(request, { password }), 'created');
    const made = await stored();
    await kubectl('-n', namespace, 'delete', 'secret', NAME);
    await kubectl(
      ...['-n', namespace, 'create', 'secret', 'docker-registry', NAME, `--docker-server=${auth.host}`],
      ...[`--docker-username=${auth.username ?? ''}`, `--docker-password=${password}`],
    );
    const theirs = await stored();
    assert.equal(made.type, theirs.type);
    const authOf = (config: string): unknown =>
      (JSON.parse(config) as { auths: Record<string, { auth: string }> }).auths[auth.host]?.auth;
    assert.equal(authOf(made.config), authOf(theirs.config));

    await kubectl('-n', namespace, 'delete', 'secret', NAME);
    assert.equal(await engine.createSecret(request, { password }), 'created');
    const pushed = await project({ Dockerfile: `FROM ${images.busybox}\nRUN true\n` });
    try {
      const { result, log } = await build(
        requestFor(pushed, 'test/command-secret', {
          destinations: [`${auth.host}/test/command-secret:1`],
          credentials: { kind: 'secret', name: NAME },
        }),
      );
      assert.equal(result.outcome, 'succeeded', `${result.failure?.message ?? ''}\n${log}`);
      assert.equal((await readImage(auth, 'test/command-secret', '1')).digest, result.digest);
    } finally {
      await pushed.remove();
    }
  });

  it('is left alone when there is one of that name, and replaced only when told to', async () => {
    await kubectl('-n', namespace, 'create', 'secret', 'generic', NAME, '--from-literal=mine=1');
    assert.equal(await engine.createSecret(request, { password }), 'exists');
    assert.equal((await stored()).type, 'Opaque');
    assert.equal(await engine.createSecret(request, { password, replace: true }), 'created');
    assert.equal((await stored()).type, 'kubernetes.io/dockerconfigjson');
  });

  it('does not lose the one that is there when the cluster takes no other', async () => {
    await kubectl('-n', namespace, 'create', 'secret', 'generic', NAME, '--from-literal=mine=1');
    const role = 'secret-deleter';
    await kubectl('-n', namespace, 'create', 'role', role, '--verb=delete', '--resource=secrets');
    try {
      await kubectl(
        '-n',
        namespace,
        'create',
        'rolebinding',
        role,
        `--role=${role}`,
        '--user=sandbox-viewer',
      );
      const cluster = { ...request.cluster, context: contexts.viewer };
      await assert.rejects(engine.createSecret({ ...request, cluster }, { password, replace: true }), {
        message: /cannot create resource "secrets"/,
      });
      assert.equal((await stored()).type, 'Opaque');
    } finally {
      await kubectl('-n', namespace, 'delete', 'rolebinding,role', role, '--ignore-not-found');
    }
  });

  it('is redacted in its YAML, and real where that is asked for: kubectl takes both', async () => {
    const encoded = Buffer.from(`${auth.username ?? ''}:${password}`).toString('base64');
    const config = (yaml: string): string =>
      Buffer.from(/\.dockerconfigjson: (\S+)/.exec(yaml)?.[1] ?? '', 'base64').toString();
    const redacted = await engine.secretManifest(request, { secrets: 'redacted', password });
    assert.ok(!config(redacted).includes(encoded));
    assert.ok(config(redacted).includes(auth.host));
    const real = await engine.secretManifest(request, { secrets: 'real', password });
    assert.ok(config(real).includes(encoded));
    for (const yaml of [redacted, real]) {
      const file = join(folder, 'secret.yaml');
      await writeFile(file, yaml);
      assert.match(
        await kubectl('apply', '--dry-run=server', '-f', file),
        /^secret\/made-by-command created/,
      );
    }
  });

  it("tells the cluster's refusal", async () => {
    const cluster = { ...request.cluster, context: contexts.viewer };
    await assert.rejects(engine.createSecret({ ...request, cluster }, { password }), {
      name: 'BuildError',
      message: /secrets is forbidden/,
    });
  });

  it('tries a login before it is used', async () => {
    const login = { registry: auth.host, username: auth.username ?? '', password };
    const settings = { insecure: [auth.host], certificates: {} };
    assert.deepEqual(await engine.tryLogin(login, settings), { kind: 'allowed' });
    assert.equal((await engine.tryLogin({ ...login, password: 'no' }, settings)).kind, 'login-refused');
    const { tls } = registries;
    const there = { registry: tls.host, username: tls.username ?? '', password: tls.password ?? '' };
    const known = { insecure: [], certificates: { [tls.host]: tls.caFile ?? '' } };
    assert.equal((await engine.tryLogin(there, known)).kind, 'allowed');
    const unknown = { insecure: [], certificates: {} };
    assert.equal((await engine.tryLogin(there, unknown)).kind, 'authority-unknown');
  });
});

describe('the clusters to choose from', () => {
  const { kubeconfig, contexts, namespaces } = sandbox();
  const admin = { kubeconfig: [kubeconfig], context: contexts.admin };

  it('answer with their version, or not', async () => {
    const answer = await engine.probe(admin);
    assert.ok(answer.answers && answer.version.startsWith('v1.'));
    const gone = await engine.probe({ ...admin, context: 'gone' });
    assert.ok(!gone.answers && gone.reason?.includes('gone') === true);
  });

  it('say which namespaces are there', async () => {
    const state = (namespace: string): Promise<string> => engine.namespaceState({ ...admin, namespace });
    assert.equal(await state(namespaces.builds), 'there');
    assert.equal(await state('no-such-namespace'), 'missing');
    const limited = { kubeconfig: [kubeconfig], context: contexts.limited };
    assert.equal(await engine.namespaceState({ ...limited, namespace: 'no-such-namespace' }), 'unknown');
    await assert.rejects(engine.target({ ...admin, context: 'gone', namespace: 'x' }), {
      name: 'BuildError',
    });
    const { server } = await engine.target({ ...admin, namespace: 'x' });
    assert.match(server, /^https:/);
  });
});
