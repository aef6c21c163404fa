import assert from 'node:assert/strict';
import type { SeenRequest } from '../beds/apiserver/scenario.ts';
import { warningsIn } from '../../src/kube/warnings.ts';
import { POD, SECRET, answerOnce, kubeErrorOf, refusal, withServer } from './bed.ts';

describe('KubeApi: questions about the cluster', () => {
  const isOf =
    (end: string) =>
    ({ path }: SeenRequest): boolean =>
      path.endsWith(end);
  const forbidden = refusal(403, 'Forbidden', 'it is forbidden: User "bed" cannot ask that');
  const absent = refusal(404, 'NotFound', 'the server could not find the requested resource');

  it('are version, user, rights and namespace', async () => {
    await withServer({ denied: ['get pods/attach'] }, async (kube, server) => {
      assert.equal(await kube.version(), 'v1.34.4');
      assert.deepEqual(await kube.whoAmI(), { username: 'bed', groups: [] });
      const right = { verb: 'get', resource: 'pods', subresource: 'attach', name: 'p' };
      assert.deepEqual(await kube.reviewAccess(right), { allowed: false });
      const { body } = server.requests.at(-1) ?? {};
      assert.deepEqual((body as { spec: unknown }).spec, {
        resourceAttributes: { namespace: 'builds', ...right },
      });
      assert.deepEqual(await kube.reviewAccess({ verb: 'get', resource: 'pods' }), { allowed: true });
      assert.deepEqual(await kube.readNamespace(), { terminating: false });
      assert.equal(kube.credentialProgram, undefined);
      await kube.authenticate();
    });
  });

  it('may have no answer', async () => {
    for (const answer of [forbidden, absent]) {
      await withServer({ faults: [answerOnce(answer, 3)] }, async (kube) => {
        assert.equal(await kube.whoAmI(), undefined);
        assert.equal(await kube.reviewAccess({ verb: 'get', resource: 'pods' }), undefined);
        assert.equal(await kube.nodeArchitectures(), undefined);
      });
    }
    await withServer({ faults: [answerOnce(forbidden)] }, async (kube) => {
      assert.equal(await kube.readNamespace(), 'hidden');
    });
    await withServer({ namespaces: ['other'] }, async (kube) => {
      assert.equal(await kube.readNamespace(), 'missing');
    });
    const answer = { status: 200, body: { nonsense: true } };
    await withServer({ faults: [answerOnce(answer, 4)] }, async (kube) => {
      assert.equal(await kube.version(), '');
      assert.equal(await kube.whoAmI(), undefined);
      assert.equal(await kube.reviewAccess({ verb: 'get', resource: 'pods' }), undefined);
      assert.deepEqual(await kube.nodeArchitectures(), []);
    });
  });

  it('give each architecture once', async () => {
    const node = (arch: string | undefined): object => ({
      metadata: { labels: arch === undefined ? {} : { 'kubernetes.io/arch': arch } },
    });
    const items = [node('arm64'), node('amd64'), node('arm64'), node(undefined), {}];
    await withServer(
      { faults: [{ on: isOf('/nodes'), does: { kind: 'answer', status: 200, body: { items } } }] },
      async (kube) => assert.deepEqual(await kube.nodeArchitectures(), ['amd64', 'arm64']),
    );
  });

  it('ask for the version once only', async () => {
    const busy = refusal(503, 'ServiceUnavailable', 'later');
    await withServer({ faults: [answerOnce(busy)] }, async (kube, server) => {
      assert.equal((await kubeErrorOf(kube.version())).code, 'unavailable');
      assert.equal(server.requests.length, 1);
    });
  });

  it('try Pod and Secret without making them, and pass warnings on', async () => {
    const warned = {
      kind: 'answer',
      status: 201,
      body: POD,
      headers: { Warning: '299 - "first \\"quoted\\"", 299 kube "second"' },
    } as const;
    await withServer({ faults: [{ on: isOf('/pods'), does: warned }] }, async (kube, server) => {
      const warnings: string[] = [];
      await kube.createPod(POD, { dryRun: true, onWarning: (text) => warnings.push(text) });
      assert.deepEqual(warnings, ['first "quoted"', 'second']);
      await kube.createSecret(SECRET, { dryRun: true });
      assert.deepEqual(
        server.requests.map(({ query }) => query.get('dryRun')),
        ['All', 'All'],
      );
      assert.deepEqual(server.secrets, []);
    });
  });

  it('survive warnings that are none', () => {
    assert.deepEqual(warningsIn(['Warning', '199 x "other"', 'warning', '299 - "', 'X', '299 - "no"']), []);
    assert.deepEqual(warningsIn(['Warning', `299 - "${'\\'.repeat(50_000)}`]), []);
  });
});
