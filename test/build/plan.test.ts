import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { allBuilders } from '../../src/all-builders.ts';
import type { FailureCode } from '../../src/builders/builder.ts';
import type { SecretLookup } from '../../src/build/credentials.ts';
import { failureIn } from '../../src/build/errors.ts';
import { manifestYaml } from '../../src/build/manifest-yaml.ts';
import { makePlan, type BuildPlan } from '../../src/build/plan.ts';
import type { BuildRequest } from '../../src/build/request.ts';

const PEM = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';

describe('makePlan', () => {
  let folder: string;
  let request: BuildRequest;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kaniko-build-plan-'));
    await writeFile(
      join(folder, 'Dockerfile'),
      'ARG V=1\nFROM base.example/tools:$V AS tools\nFROM scratch\nCOPY --from=tools /x /\n',
    );
    await writeFile(join(folder, 'ca.pem'), PEM);
    request = {
      dockerfile: join(folder, 'Dockerfile'),
      context: folder,
      destinations: ['push.example/app:1'],
      buildArgs: {},
      builder: { id: 'kaniko', flavour: 'osscontainertools' },
      cluster: { kubeconfig: [], context: 'c', namespace: 'team' },
      credentials: { kind: 'none' },
      registries: { insecure: [], certificates: {} },
      limits: { startSeconds: 10, buildSeconds: 90 },
    };
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const plan = (
    changes: Partial<BuildRequest>,
    parts: { readonly password?: string; readonly lookUpSecret?: SecretLookup } = {},
  ): Promise<BuildPlan> => {
    const [builder] = allBuilders;
    assert.ok(builder);
    return makePlan(
      { ...request, ...changes },
      {
        runId: 'kb-plan-1',
        builder,
        password: parts.password,
        lookUpSecret: parts.lookUpSecret ?? (() => Promise.resolve('unknown')),
        environment: { env: { DOCKER_CONFIG: folder }, home: folder },
        signal: new AbortController().signal,
      },
    );
  };
  const refused = async (planned: Promise<BuildPlan>, code: FailureCode, words: RegExp): Promise<void> => {
    const error = await planned.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    const failure = failureIn(error);
    assert.equal(failure?.code, code);
    assert.match(failure.message, words);
  };
  const configIn = ({ secret }: BuildPlan): unknown =>
    JSON.parse(Buffer.from(secret?.data?.['.dockerconfigjson'] ?? '', 'base64').toString());

  it('makes no Secret where nothing is secret', async () => {
    const { secret, pod } = await plan({});
    assert.equal(secret, undefined);
    assert.equal(pod.spec.volumes, undefined);
    assert.equal(pod.spec.activeDeadlineSeconds, 90);
  });

  it('takes the Docker config’s entries of the registries that it pushes to and pulls from', async () => {
    const entry = (user: string): { auth: string } => ({ auth: Buffer.from(`${user}:x`).toString('base64') });
    await writeFile(
      join(folder, 'config.json'),
      JSON.stringify({
        auths: { 'push.example': entry('a'), 'base.example': entry('b'), 'other.example': entry('c') },
      }),
    );
    const made = await plan({ credentials: { kind: 'docker-config' } });
    assert.deepEqual(configIn(made), { auths: { 'push.example': entry('a'), 'base.example': entry('b') } });
    assert.deepEqual(made.warnings, []);
  });

  it('warns that it pushes without credentials', async () => {
    await writeFile(join(folder, 'config.json'), '{"auths":{}}');
    const { secret, warnings } = await plan({ credentials: { kind: 'docker-config' } });
    assert.equal(secret, undefined);
    assert.match(warnings.join('\n'), /push\.example/);
  });

  it('shows a Docker config with the logins redacted, and the real one when asked', async () => {
    const made = await plan({ credentials: { kind: 'typed', username: 'me' } }, { password: 'sesame' });
    const login = Buffer.from('me:sesame').toString('base64');
    assert.deepEqual(configIn(made), { auths: { 'push.example': { auth: login } } });
    const encoded = made.secret?.data?.['.dockerconfigjson'] ?? '?';
    const shown = manifestYaml(made, { secrets: 'redacted', header: ['one', 'two'] });
    assert.ok(shown.startsWith('# one\n# two\napiVersion: v1\nkind: Secret\n'));
    assert.ok(!shown.includes(encoded) && !shown.includes(login));
    assert.ok(manifestYaml(made, { secrets: 'real', header: [] }).includes(encoded));
  });

  it('brings the CAs of the registries that it touches', async () => {
    const certificates = Object.fromEntries(
      ['push.example', 'base.example', 'other.example'].map((host) => [host, join(folder, 'ca.pem')]),
    );
    const { secret, pod } = await plan({ registries: { insecure: [], certificates } });
    assert.equal(secret?.type, 'Opaque');
    assert.deepEqual(
      Object.values(secret.data ?? {}).map((value) => Buffer.from(value, 'base64').toString()),
      [PEM, PEM],
    );
    const args = pod.spec.containers[0]?.args?.join('\n') ?? '';
    assert.match(args, /push\.example=/);
    assert.match(args, /base\.example=/);
    assert.doesNotMatch(args, /other\.example=/);
  });

  it('brings logins and CAs of the mirrors that are asked, and of the cache', async () => {
    const hosts = ['push.example', 'base.example', 'mirror.example', 'cache.example', 'other.example'];
    const entry = (host: string): { auth: string } => ({ auth: Buffer.from(`${host}:x`).toString('base64') });
    const auths = Object.fromEntries(hosts.map((host) => [host, entry(host)]));
    await writeFile(join(folder, 'config.json'), JSON.stringify({ auths }));
    const certificates = Object.fromEntries(hosts.map((host) => [host, join(folder, 'ca.pem')]));
    const map = { 'base.example': ['mirror.example/base'] };
    const touched = async (registries: Partial<BuildRequest['registries']>): Promise<readonly string[]> => {
      const made = await plan({
        credentials: { kind: 'docker-config' },
        cache: { repository: 'cache.example/layers' },
        registries: { insecure: [], certificates, ...registries },
      });
      const args = made.pod.spec.containers[0]?.args ?? [];
      const trusted = args.flatMap((one) => /^--registry-certificate=([^=]+)/.exec(one)?.[1] ?? []);
      const { auths: sent } = configIn(made) as { auths: Readonly<Record<string, unknown>> };
      assert.deepEqual(Object.keys(sent).sort(), [...trusted].sort());
      return trusted;
    };
    assert.deepEqual(await touched({ map }), hosts.slice(0, 4));
    assert.deepEqual(await touched({ map, mirrorsOnly: true }), [
      'push.example',
      'mirror.example',
      'cache.example',
    ]);
    assert.deepEqual(await touched({}), ['push.example', 'base.example', 'cache.example']);
  });

  describe('with a layer cache', () => {
    const cacheOf = async (
      changes: Partial<BuildRequest>,
    ): Promise<readonly [string | undefined, string]> => {
      const { pod, warnings } = await plan({ cache: {}, ...changes });
      const flag = pod.spec.containers[0]?.args?.find((one) => one.startsWith('--cache-repo='));
      return [flag?.slice('--cache-repo='.length), warnings.join('\n')];
    };

    it('keeps layers beside the image unless told otherwise', async () => {
      assert.deepEqual(await cacheOf({}), ['push.example/app/cache', '']);
      assert.deepEqual(await cacheOf({ cache: { repository: 'h:5000/a/b' } }), ['h:5000/a/b', '']);
      assert.deepEqual(
        (await plan({})).pod.spec.containers[0]?.args?.filter((one) => one.includes('cache')),
        [],
      );
    });

    it('says where that cannot work', async () => {
      const [, hub] = await cacheOf({ destinations: ['me/app:1'] });
      assert.match(hub, /Docker Hub.*docker\.io\/me\/app-cache/s);
      const [, ecr] = await cacheOf({ destinations: ['1.dkr.ecr.eu-west-1.amazonaws.com/app:1'] });
      assert.match(ecr, /ECR.*made before/);
      assert.equal(
        (await cacheOf({ destinations: ['me/app:1'], cache: { repository: 'me/layers' } }))[1],
        '',
      );
      for (const repository of ['h/a:tag', 'h/A', ''])
        await refused(plan({ cache: { repository } }), 'request-invalid', /layer cache/);
    });
  });

  describe('with an executor', () => {
    const image = 'mirror.example/osscontainertools/kaniko:v1.28.3';

    it('that lacks a flag is refused with the flavour that has it', async () => {
      const builder = { id: 'kaniko', flavour: 'google', arguments: ['--secret=id=x,src=/x'] };
      await refused(plan({ builder }), 'builder-unfit', /google.*1\.24\.0 does not know the flag --secret/);
      assert.deepEqual((await plan({ builder: { ...builder, flavour: 'osscontainertools' } })).warnings, []);
    });

    it('whose image is by its name of another flavour warns', async () => {
      const { warnings } = await plan({ builder: { id: 'kaniko', flavour: 'google', image } });
      assert.match(warnings.join(), /flavour is google, but .*osscontainertools/);
      const right = await plan({ builder: { id: 'kaniko', flavour: 'osscontainertools', image } });
      assert.deepEqual(right.warnings, []);
      assert.equal(right.pod.spec.containers[0]?.image, image);
    });

    it('without a public image says which setting names one', async () => {
      await refused(
        plan({ builder: { id: 'kaniko', flavour: 'chainguard' } }),
        'builder-unfit',
        /no public image/,
      );
      const own = `cgr.dev/team/kaniko@sha256:${'0'.repeat(64)}`;
      const { pod, warnings } = await plan({ builder: { id: 'kaniko', flavour: 'chainguard', image: own } });
      assert.deepEqual([pod.spec.containers[0]?.image, warnings], [own, []]);
    });
  });

  describe('with an existing Secret', () => {
    const credentials = { kind: 'secret', name: 'mine' } as const;
    const holding = (data: Readonly<Record<string, string>>): { lookUpSecret: SecretLookup } => ({
      lookUpSecret: () =>
        Promise.resolve(
          Object.fromEntries(
            Object.entries(data).map(([key, text]) => [key, Buffer.from(text).toString('base64')]),
          ),
        ),
    });
    const config = (login: string): string =>
      JSON.stringify({ auths: { 'push.example': { auth: Buffer.from(login).toString('base64') } } });

    for (const key of ['.dockerconfigjson', 'config.json', 'kaniko_config.json', 'anything-else']) {
      it(`mounts its key ${key} as the file that the builder reads`, async () => {
        const { pod, secret, warnings } = await plan({ credentials }, holding({ [key]: config('a:b') }));
        assert.equal(secret, undefined);
        assert.deepEqual(pod.spec.volumes?.[0]?.secret, {
          secretName: 'mine',
          items: [{ key, path: 'config.json' }],
        });
        assert.deepEqual(warnings, []);
      });
    }

    it('warns of the line break that `echo user:password | base64` leaves', async () => {
      const { warnings } = await plan({ credentials }, holding({ 'config.json': config('a:b\n') }));
      assert.equal(warnings.length, 1);
      assert.match(warnings[0] ?? '', /push\.example/);
    });

    it('says that it is used unchecked where it may not be read', async () => {
      const { warnings } = await plan({ credentials });
      assert.match(warnings.join('\n'), /mine/);
    });

    it('refuses one that is missing, and one without a key that fits', async () => {
      const missing: SecretLookup = () => Promise.resolve('missing');
      await refused(plan({ credentials }, { lookUpSecret: missing }), 'secret-missing', /team.*mine/);
      await refused(plan({ credentials }, holding({ a: 'x', b: 'y' })), 'credentials-broken', /mine/);
    });
  });

  describe('with a context that the builder fetches', () => {
    const context = 'https://git.example/app.git#main:sub';
    const holding = (data: Readonly<Record<string, string>>): { lookUpSecret: SecretLookup } => ({
      lookUpSecret: () => Promise.resolve(data),
    });

    it('uploads nothing, reads no Dockerfile here, and says so', async () => {
      const certificates = { 'git.example': join(folder, 'ca.pem') };
      const made = await plan({
        context,
        dockerfile: '/nowhere/Dockerfile',
        registries: { insecure: [], certificates },
      });
      assert.deepEqual(made.context.entries, []);
      assert.deepEqual(made.remoteContext, {
        kind: 'git',
        url: 'https://git.example/app.git',
        revision: 'main',
        subPath: 'sub',
      });
      const { args = [], env = [], stdin } = made.pod.spec.containers[0] ?? {};
      assert.ok(args.includes('--context=git://git.example/app.git'));
      assert.ok(args.includes('--dockerfile=/kaniko/buildcontext/sub/Dockerfile'));
      assert.ok(env.some(({ name }) => name === 'SSL_CERT_FILE'));
      assert.equal(stdin, undefined);
      assert.match(made.warnings.join('\n'), /reads Dockerfile from https:\/\/git\.example\/app\.git/);
    });

    it('takes the token from a Secret that is there and fit to be sent', async () => {
      const remote = { dockerfile: './deploy/Dockerfile', secret: { secretName: 'git', key: 'token' } };
      const token = Buffer.from('t0ken').toString('base64');
      const made = await plan({ context, remote }, holding({ token }));
      assert.ok(!JSON.stringify(made).includes(token) && !JSON.stringify(made).includes('t0ken'));
      assert.equal(made.context.dockerfile, 'deploy/Dockerfile');
      assert.match((await plan({ context, remote })).warnings.join('\n'), /Secret git .*unchecked/);
      const broken = Buffer.from('t0ken\n').toString('base64');
      await refused(
        plan({ context, remote }, holding({ token: broken })),
        'credentials-broken',
        /line break/,
      );
      await refused(plan({ context, remote }, holding({ other: token })), 'secret-missing', /no key token/);
      const missing: SecretLookup = () => Promise.resolve('missing');
      await refused(plan({ context, remote }, { lookUpSecret: missing }), 'secret-missing', /team.*git/);
    });

    it('refuses what the builder cannot fetch, with the reason', async () => {
      await refused(plan({ context: 'http://h/x.tgz' }), 'request-invalid', /kaniko: .*https only/);
      await refused(plan({ context: 'https://me:pw@h/a.git' }), 'request-invalid', /password/);
      await refused(
        plan({ context, remote: { dockerfile: '../x' } }),
        'request-invalid',
        /inside the context/,
      );
    });
  });

  describe('refuses', () => {
    it('a destination that is no reference', async () => {
      await refused(plan({ destinations: ['push.example/Upper:1'] }), 'request-invalid', /Upper/);
      await refused(plan({ destinations: [] }), 'request-invalid', /destination/);
    });

    it('a flavour that the builder does not have', async () => {
      await refused(plan({ builder: { id: 'kaniko', flavour: 'vanilla' } }), 'request-invalid', /vanilla/);
    });

    it('a Dockerfile that cannot be read', async () => {
      await refused(plan({ dockerfile: join(folder, 'nowhere') }), 'dockerfile-unreadable', /nowhere/);
    });

    it('a CA file that is missing or holds no certificate', async () => {
      for (const file of ['nowhere.pem', 'Dockerfile']) {
        const certificates = { 'push.example': join(folder, file) };
        await refused(
          plan({ registries: { insecure: [], certificates } }),
          'request-invalid',
          new RegExp(file),
        );
      }
    });

    it('typed credentials without a password', async () => {
      await refused(
        plan({ credentials: { kind: 'typed', username: 'me' } }),
        'credentials-unavailable',
        /me/,
      );
    });
  });

  it('refuses what settings and overlay would break of the Pod', async () => {
    const volumes = (mountPath: string): Partial<BuildRequest> => ({
      pod: { volumes: [{ mountPath, emptyDir: {} }] },
    });
    for (const path of [
      '/kaniko',
      '/kaniko/',
      '/',
      '/kaniko/x/..',
      '/kaniko/.docker',
      '/kaniko/buildcontext',
    ]) {
      await refused(plan(volumes(path)), 'settings-invalid', /would hide .* which kaniko needs/);
    }
    const { pod } = await plan(volumes('/kaniko/caches'));
    assert.equal(pod.spec.containers[0]?.volumeMounts?.at(-1)?.mountPath, '/kaniko/caches');
    const environment = { DOCKER_CONFIG: '/x' };
    await refused(
      plan({ pod: { environment } }),
      'settings-invalid',
      /DOCKER_CONFIG is set by the build itself/,
    );
    const overlay = (text: string): Partial<BuildRequest> => ({ overlay: { file: 'pod.yaml', text } });
    const container = 'spec: {containers: [{name: kaniko, ';
    await refused(
      plan(overlay(`${container}volumeMounts: [{name: a, mountPath: /kaniko}]}]}`)),
      'settings-invalid',
      /would hide/,
    );
    const login = plan(overlay(`${container}env: [{name: HTTPS_PROXY, value: "http://a:b@proxy"}]}]}`));
    await refused(login, 'settings-invalid', /HTTPS_PROXY holds a login/);
    await refused(plan(overlay('spec: [')), 'settings-invalid', /pod\.yaml, line 1/);
    await refused(plan({ pod: { nope: 1 } }), 'settings-invalid', /pod\.nope/);
  });

  it('merges an overlay over the settings', async () => {
    const text = 'spec: {serviceAccountName: other, hostname: h}';
    const { pod } = await plan({ pod: { serviceAccount: 'builder' }, overlay: { file: 'f', text } });
    assert.equal(pod.spec.serviceAccountName, 'other');
  });
});
