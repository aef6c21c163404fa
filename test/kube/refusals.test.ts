import { strict as assert } from 'node:assert';
import { errorFromAnswer } from '../../src/kube/answer-error.ts';
import type { KubeErrorCode } from '../../src/kube/api.ts';
import { recordedAnswer } from '../beds/apiserver/samples.ts';
import { POD, answerOnce, fixture, kubeErrorOf, refusal, withServer } from './bed.ts';

const TARGET = { context: 'bed', cluster: 'bed', server: 'https://k8s.example:6443', namespace: 'builds' };

describe('KubeApi: refusals', () => {
  const recorded = [
    [
      'psa-restricted',
      'admission',
      /^pods "kaniko-psa" is forbidden: violates PodSecurity "restricted:latest"/,
    ],
    ['rbac-alice-create-pod', 'forbidden', /^pods is forbidden: User "alice" cannot create resource "pods"/],
    ['bad-token', 'unauthenticated', /^Unauthorized$/],
  ] as const;
  for (const [name, code, message] of recorded) {
    it(`reads the recorded ${name} as ${code}, in the cluster's own words`, async () => {
      const does = await recordedAnswer(fixture(`${name}.http.txt`));
      await withServer({ faults: [{ on: () => true, does }] }, async (kube) => {
        const error = await kubeErrorOf(kube.createPod(POD));
        assert.equal(error.code, code);
        assert.match(error.message, message);
      });
    });
  }

  it('takes a Pod that the recorded psa-warn only warns of', async () => {
    const does = await recordedAnswer(fixture('psa-warn.http.txt'));
    await withServer({ faults: [{ on: () => true, does }] }, async (kube) => {
      assert.equal((await kube.createPod(POD)).metadata.name, 'kaniko-psa');
    });
  });

  const words: readonly (readonly [number, string, KubeErrorCode])[] = [
    [
      403,
      'pods "p" is forbidden: exceeded quota: q, requested: cpu=1, used: cpu=1, limited: cpu=1',
      'admission',
    ],
    [403, 'pods "p" is forbidden: failed quota: q: must specify limits.cpu for: builder', 'admission'],
    [
      403,
      'pods "p" is forbidden: [maximum memory usage per Container is 1Gi, but limit is 2Gi]',
      'admission',
    ],
    [
      403,
      'pods "p" is forbidden: unable to create new content in namespace x because it is being terminated',
      'admission',
    ],
    [
      403,
      'pods "p" is forbidden: unable to validate against any security context constraint: []',
      'admission',
    ],
    [400, 'admission webhook "policy.example" denied the request: no', 'admission'],
    [
      422,
      `pods "p" is forbidden: ValidatingAdmissionPolicy 'p' with binding 'b' denied request: no`,
      'admission',
    ],
    [
      403,
      'secrets is forbidden: User "system:serviceaccount:a:b" cannot get resource "secrets"',
      'forbidden',
    ],
    [403, 'access denied', 'forbidden'],
    [404, 'namespaces "x" not found', 'not-found'],
    [409, 'pods "p" already exists', 'conflict'],
    [422, 'Pod "p" is invalid: spec.containers[0].image: Required value', 'invalid'],
    [400, 'container "c" in pod "p" is waiting to start: ContainerCreating', 'invalid'],
    [413, 'Request entity too large', 'invalid'],
    [429, 'too many requests', 'unavailable'],
    [500, 'Internal error occurred: failed calling webhook "x"', 'unavailable'],
    [503, 'the server is currently unable to handle the request', 'unavailable'],
  ];
  for (const [code, message, expected] of words) {
    it(`takes ${code} "${message.slice(0, 60)}" for ${expected}`, () => {
      const { body } = refusal(code, 'Reason', message);
      const error = errorFromAnswer({ status: code, body: JSON.stringify(body) }, TARGET);
      assert.deepEqual([error.code, error.message, error.status], [expected, message, code]);
    });
  }

  it('shows the start of a plain text, and no page of HTML', () => {
    const plain = errorFromAnswer({ status: 502, body: 'dial tcp: no route\n' }, TARGET);
    assert.equal(plain.message, 'dial tcp: no route');
    const page = errorFromAnswer({ status: 503, body: '<html>Sorry</html>' }, TARGET);
    assert.equal(page.message, 'https://k8s.example:6443 answered HTTP 503 without a reason.');
  });

  it('says so when something else than an API server answers', async () => {
    const login = { status: 302, body: '<html>Login</html>', headers: { Location: 'https://login.example' } };
    const portal = { status: 200, body: '<html>Welcome</html>' };
    await withServer({ faults: [answerOnce(login), answerOnce(portal)] }, async (kube, server) => {
      for (const code of [302, 200]) {
        const error = await kubeErrorOf(kube.readPod('p'));
        assert.equal(error.code, 'unreachable');
        assert.equal(
          error.message,
          `${server.url} does not answer as a Kubernetes API server does: HTTP ${code}.`,
        );
      }
    });
  });
});
