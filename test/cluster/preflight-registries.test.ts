/** The preflight of registries: the sandbox's own, and one with tokens for what those cannot be asked for. */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BuildRequest } from '../../src/build/request.ts';
import { refusal, startTokenRegistry, type TokenRegistryScenario } from '../beds/token-registry.ts';
import { check, type Report } from '../build/preflight/bed.ts';
import { assertNothingLeft, build, kubectl, project, requestFor, sandbox, type Project } from './support.ts';

/** The address of this machine that Pods reach as well. */
const BRIDGE = '10.244.0.1';
const PASSWORD = 'a-Password-that-must-never-be-shown';

describe('preflight of the registries', () => {
  const { registries, images, namespaces, contexts, kubeconfig } = sandbox();
  const { auth, open, tls } = registries;
  const kaniko = { id: 'kaniko', flavour: 'osscontainertools' };
  const buildah = { id: 'buildah', flavour: 'stable', image: images.buildah };
  const typed = { kind: 'typed', username: auth.username ?? '' } as const;
  let made: Project;
  let scratch: string;

  before(async () => {
    made = await project({ Dockerfile: `FROM ${images.busybox}\nRUN true\nCOPY file /\n`, file: 'x' });
    scratch = await mkdtemp(join(tmpdir(), 'kaniko-build-preflight-'));
  });
  after(async () => {
    await made.remove();
    await rm(scratch, { recursive: true });
  });
  afterEach(assertNothingLeft);

  const ask = (host: string, changes: Partial<BuildRequest> = {}): BuildRequest =>
    requestFor(made, 'unused', { builder: kaniko, destinations: [`${host}/test/preflight:1`], ...changes });
  const push = (host: string): string => `push:${host}/test/preflight`;
  const known = (changes: Partial<BuildRequest['registries']>): Pick<BuildRequest, 'registries'> => ({
    registries: { insecure: [open.host], certificates: {}, ...changes },
  });

  it('takes the right password, with TLS and without', async () => {
    for (const { host, password = '' } of [auth, tls]) {
      const report = await check(ask(host, { credentials: typed }), { password });
      assert.equal(report.item(push(host)).status, 'yes');
      assert.equal(report.ready, true);
    }
  });

  it('knows a wrong password, and no login', async () => {
    const wrong = await check(ask(auth.host, { credentials: typed }), { password: PASSWORD });
    assert.match(wrong.no(push(auth.host)), /does not accept the user name and password[\s\S]*UNAUTHORIZED/);
    assert.equal(wrong.item(push(auth.host)).code, 'push-refused');
    const none = await check(ask(auth.host));
    assert.match(none.no(push(auth.host)), /takes no push without a login/);
  });

  it('stops a build with a wrong password before it creates or uploads anything', async () => {
    const { result, states, events } = await build(ask(auth.host, { credentials: typed }), {
      password: PASSWORD,
    });
    assert.equal(result.failure?.code, 'push-refused');
    assert.deepEqual(states, ['preparing', 'failed']);
    assert.ok(!JSON.stringify(events).includes(PASSWORD));
  });

  it('cannot tell a registry that is down from one that only the cluster reaches', async () => {
    for (const host of [`${BRIDGE}:9`, 'registry.builds.svc.cluster.local:5000']) {
      const report = await check(ask(host));
      assert.match(report.unknown(push(host)), /^Not checked: .* does not answer this machine/);
      assert.equal(report.ready, true);
    }
  });

  it('does not know the private authority of a registry', async () => {
    const changes = { credentials: typed, ...known({}) };
    const report = await check(ask(tls.host, changes), { password: tls.password ?? '' });
    const said = report.no(push(tls.host));
    assert.match(said, /authority that the builder's image does not know/);
    assert.match(said, /kanikoBuild\.registries\.certificates/);
    assert.equal(report.item(push(tls.host)).code, 'registry-tls');
  });

  it('takes a registry with plain HTTP for one with TLS, unless the builder tries both', async () => {
    const changes = known({ insecure: [] });
    const report = await check(ask(open.host, { ...changes, builder: buildah }));
    assert.match(report.no(push(open.host)), /speaks plain HTTP[\s\S]*kanikoBuild\.registries\.insecure/);
    assert.equal((await check(ask(open.host, changes))).item(push(open.host)).status, 'yes');
  });

  it('takes a registry with TLS for one with plain HTTP, unless the builder does not mind', async () => {
    const changes = { credentials: typed, ...known({ insecure: [open.host, tls.host] }) };
    const password = tls.password ?? '';
    const report = await check(ask(tls.host, changes), { password });
    assert.match(report.no(push(tls.host)), /is said to speak plain HTTP, but speaks TLS/);
    const other = await check(ask(tls.host, { ...changes, builder: buildah }), { password });
    assert.equal(other.item(push(tls.host)).status, 'yes');
  });

  it('misses a base image, and one that wants a login', async () => {
    const missing = `${open.host}/library/no-such-image:1`;
    const closed = `${auth.host}/library/busybox:latest`;
    const other = await project({
      Dockerfile: `FROM ${missing} AS one\nFROM ${closed}\nCOPY --from=one / /\n`,
    });
    try {
      const report = await check({ ...ask(open.host), dockerfile: other.dockerfile, context: other.folder });
      assert.match(report.no(`pull:${missing}`), /no such image[\s\S]*MANIFEST_UNKNOWN/);
      assert.match(report.no(`pull:${closed}`), /without a login/);
      assert.equal(report.item(`pull:${missing}`).code, 'base-image');
    } finally {
      await other.remove();
    }
  });

  describe('with an existing Secret', () => {
    const login = (password: string): string =>
      Buffer.from(`${auth.username ?? ''}:${password}`).toString('base64');
    const withSecret = async (config: string, use: (changes: Partial<BuildRequest>) => Promise<void>) => {
      const name = 'preflight-seed';
      const file = join(scratch, 'config.json');
      await writeFile(file, config);
      const secret = ['-n', namespaces.builds, 'create', 'secret', 'generic', name];
      await kubectl(...secret, `--from-file=kaniko_config.json=${file}`);
      try {
        await use({ credentials: { kind: 'secret', name } });
      } finally {
        await kubectl('-n', namespaces.builds, 'delete', 'secret', name);
      }
    };
    const config = (entries: object): string => JSON.stringify({ auths: entries });

    it('that is right', () =>
      withSecret(config({ [auth.host]: { auth: login(auth.password ?? '') } }), async (changes) => {
        const report = await check(ask(auth.host, changes));
        assert.equal(report.item(push(auth.host)).status, 'yes');
        assert.equal(report.item('credentials').status, 'yes');
      }));

    it('whose password ends with a newline, as the seed makes it', () =>
      withSecret(config({ [auth.host]: { auth: login(`${auth.password ?? ''}\n`) } }), async (changes) => {
        const report = await check(ask(auth.host, changes));
        assert.match(report.no(push(auth.host)), /ends with a line break/);
        assert.match(report.unknown('credentials'), /ends with a line break/);
      }));

    it('that has no entry for the registry', () =>
      withSecret(config({ 'other.example': { auth: login('x') } }), async (changes) => {
        const report = await check(ask(auth.host, changes));
        assert.match(report.no(push(auth.host)), /Secret preflight-seed has no entry for/);
        assert.deepEqual(report.item(push(auth.host)).action, { kind: 'correct-secret' });
        assert.deepEqual(report.item('credentials').action, { kind: 'correct-secret' });
      }));

    for (const key of ['docker.io', 'index.docker.io', 'https://index.docker.io/v2/']) {
      it(`that names Docker Hub ${key}, where kaniko does not find it`, () =>
        withSecret(config({ [key]: { auth: login('x') } }), async (changes) => {
          const report = await check(ask('docker.io', changes));
          assert.match(
            report.unknown('credentials'),
            /names Docker Hub .* looks for "https:\/\/index\.docker\.io\/v1\/"/,
          );
        }));
    }

    it('that is in the old form, or broken over several lines', async () => {
      const entry = { [auth.host]: { auth: login(auth.password ?? '') } };
      await withSecret(JSON.stringify(entry), async (changes) => {
        assert.match((await check(ask(auth.host, changes))).no(push(auth.host)), /old \.dockercfg/);
      });
      const wrapped = config(entry).replace(/"auth":"(.{8})/, '"auth":"$1\n');
      await withSecret(wrapped, async (changes) => {
        assert.match((await check(ask(auth.host, changes))).no(push(auth.host)), /broken over several lines/);
      });
    });

    it('that names a credential helper, or is no JSON', async () => {
      await withSecret(JSON.stringify({ credsStore: 'desktop' }), async (changes) => {
        assert.match((await check(ask(auth.host, changes))).no(push(auth.host)), /docker-credential-desktop/);
      });
      await withSecret('{"auths": {', async (changes) => {
        assert.match((await check(ask(auth.host, changes))).no(push(auth.host)), /JSON/);
      });
    });

    it('that the user may not read is used unchecked', () =>
      withSecret(config({ [auth.host]: { auth: login(auth.password ?? '') } }), async (changes) => {
        const cluster = { kubeconfig: [kubeconfig], context: contexts.viewer, namespace: namespaces.builds };
        const report = await check(ask(auth.host, { ...changes, cluster }));
        assert.equal(report.item(push(auth.host)).status, 'unknown');
        assert.match(report.item('credentials').meaning ?? '', /unchecked/);
      }));

    it('that is missing', async () => {
      const report = await check(ask(auth.host, { credentials: { kind: 'secret', name: 'no-such-secret' } }));
      assert.match(report.no('credentials'), /no-such-secret/);
    });
  });

  describe('that give tokens', () => {
    const against = async (
      scenario: TokenRegistryScenario,
      password = PASSWORD,
    ): Promise<[Report, string]> => {
      const registry = await startTokenRegistry({
        users: { [typed.username]: PASSWORD },
        address: BRIDGE,
        ...scenario,
      });
      try {
        const registriesOfBuild = { insecure: [open.host, registry.host], certificates: {} };
        const changes = { credentials: typed, registries: registriesOfBuild };
        const report = await check(ask(registry.host, changes), { password });
        assert.deepEqual([...registry.uploads], [], 'an upload was left');
        return [report, push(registry.host)];
      } finally {
        await registry.close();
      }
    };

    it('take the right password', async () => {
      const [report, id] = await against({});
      assert.equal(report.item(id).status, 'yes');
    });

    it('tell the right password without the right to push from a wrong one', async () => {
      const [denied, id] = await against({ pushable: [] });
      assert.match(denied.no(id), /is right, but may not push to test\/preflight/);
      const [wrong, other] = await against({}, 'wrong');
      assert.match(wrong.no(other), /does not accept the user name and password/);
    });

    for (const [title, answer, says] of [
      [
        'refuse the name',
        refusal(400, 'NAME_INVALID', 'project is missing'),
        /does not take test\/preflight/,
      ],
      ['have no such repository', refusal(404, 'NAME_UNKNOWN', 'no repository'), /a push makes none/],
    ] as const) {
      it(title, async () => {
        const [report, id] = await against({
          answer: ({ method }) => (method === 'POST' ? answer : undefined),
        });
        assert.match(report.no(id), says);
      });
    }

    it('are in trouble: nothing is certain', async () => {
      const [report, id] = await against({ answer: () => ({ status: 503 }) });
      assert.equal(report.item(id).status, 'unknown');
      assert.equal(report.ready, true);
    });
  });
});
