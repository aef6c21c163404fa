import { strict as assert } from 'node:assert';
import { podStatus, simplePlay } from '../beds/apiserver/plays.ts';
import { POD, SECRET, kubeErrorOf, refusal, withServer } from './bed.ts';

describe('KubeApi: objects', () => {
  it('creates, reads and deletes a Pod, and finds none after', async () => {
    await withServer({}, async (kube, server) => {
      const created = await kube.createPod(POD);
      assert.match(created.metadata.uid ?? '', /^[\da-f-]{36}$/);
      assert.equal((await kube.readPod('build-1'))?.metadata.uid, created.metadata.uid);
      await kube.deletePod('build-1');
      assert.equal(await kube.readPod('build-1'), undefined);
      assert.deepEqual(
        server.requests.map(({ method, path }) => `${method} ${path}`),
        [
          'POST /api/v1/namespaces/builds/pods',
          'GET /api/v1/namespaces/builds/pods/build-1',
          'DELETE /api/v1/namespaces/builds/pods/build-1',
          'GET /api/v1/namespaces/builds/pods/build-1',
        ],
      );
    });
  });

  it('sends an object as it is, unknown fields too', async () => {
    await withServer({}, async (kube, server) => {
      const odd = { ...POD, spec: { ...POD.spec, hostUsers: false, futureField: { 'x-y': [1] } } };
      await kube.createPod(odd);
      assert.deepEqual(server.requests[0]?.body, odd);
    });
  });

  it('runs admission without storing anything when asked for a dry run', async () => {
    await withServer({}, async (kube, server) => {
      await kube.createPod(POD, { dryRun: true });
      assert.equal(server.requests[0]?.query.get('dryRun'), 'All');
      assert.deepEqual(server.pods, []);
    });
  });

  it('deletes what is gone already without complaint, and no namesake', async () => {
    await withServer({}, async (kube, server) => {
      await kube.deletePod('build-1');
      await kube.deleteSecret('build-1-auth');
      await kube.createPod(POD);
      await kube.deletePod('build-1', { uid: 'of-another-pod' });
      assert.equal(server.pods.length, 1);
      await kube.deletePod('build-1', { uid: server.pods[0]?.metadata.uid ?? '' });
      assert.deepEqual(server.pods, []);
    });
  });

  it('creates, reads and deletes a Secret', async () => {
    await withServer({}, async (kube, server) => {
      await kube.createSecret(SECRET);
      assert.deepEqual((await kube.readSecret('build-1-auth'))?.data, SECRET.data);
      assert.equal((await kubeErrorOf(kube.createSecret(SECRET))).code, 'conflict');
      await kube.deleteSecret('build-1-auth');
      assert.equal(await kube.readSecret('build-1-auth'), undefined);
      assert.deepEqual(server.secrets, []);
    });
  });

  it('gives the events of one Pod, oldest first', async () => {
    const events = [
      { type: 'Warning', reason: 'Failed', message: 'second', count: 3, lastSeen: '2026-11-23T03:16:38Z' },
      { type: 'Normal', reason: 'Scheduled', message: 'first', count: 1, lastSeen: '2026-11-23T03:16:36Z' },
    ] as const;
    await withServer({ plays: [{ ...simplePlay({}), events }] }, async (kube, server) => {
      await kube.createPod(POD);
      assert.deepEqual(await kube.podEvents('build-1'), events.toReversed());
      assert.equal(
        server.requests.at(-1)?.query.get('fieldSelector'),
        'involvedObject.kind=Pod,involvedObject.name=build-1',
      );
    });
  });

  it('lists namespaces in order', async () => {
    await withServer({ namespaces: ['team-b', 'builds', 'team-a'] }, async (kube) => {
      assert.deepEqual(await kube.listNamespaces(), ['builds', 'team-a', 'team-b']);
    });
  });

  it('gives undefined for namespaces and events that this user may not list', async () => {
    const forbidden = refusal(
      403,
      'Forbidden',
      'x is forbidden: User "dev" cannot list resource "x" in API group ""',
    );
    const faults = [{ on: () => true, does: { kind: 'answer', ...forbidden } as const, times: 2 }];
    await withServer({ faults }, async (kube) => {
      assert.equal(await kube.listNamespaces(), undefined);
      assert.equal(await kube.podEvents('build-1'), undefined);
    });
  });

  it('puts names into the path as names', async () => {
    await withServer({}, async (kube, server) => {
      assert.equal(await kube.readPod('../secrets/x?y#z'), undefined);
      assert.equal(server.requests[0]?.path, '/api/v1/namespaces/builds/pods/..%2Fsecrets%2Fx%3Fy%23z');
    });
  });

  it('says where it leads', async () => {
    await withServer({}, (kube, server) => {
      assert.deepEqual(kube.target, {
        context: 'bed',
        cluster: 'bed',
        server: server.url,
        namespace: 'builds',
      });
      return Promise.resolve();
    });
  });
});

describe('the programmed API server', () => {
  it('plays a Pod from pending to its end and collects what the Pod owned', async () => {
    const play = { ...simplePlay({ startsAfter: 20, exitCode: 3 }), events: [] };
    await withServer({ plays: [play] }, async (kube, server) => {
      const { metadata } = await kube.createPod(POD);
      const owner = { apiVersion: 'v1', kind: 'Pod', name: metadata.name, uid: metadata.uid ?? '' };
      await kube.createSecret({ ...SECRET, metadata: { ...SECRET.metadata, ownerReferences: [owner] } });
      assert.equal((await kube.readPod('build-1'))?.status?.phase, 'Pending');
      await new Promise((resolve) => setTimeout(resolve, 40));
      const ended = podStatus('Failed', { terminated: { exitCode: 3, reason: 'Error' } });
      const found = (await kube.readPod('build-1'))?.status;
      assert.deepEqual(found, {
        ...ended,
        containerStatuses: [{ ...ended.containerStatuses?.[0], name: 'builder' }],
      });
      await kube.deletePod('build-1');
      assert.deepEqual(server.secrets, []);
    });
  });
});
