/** What a namespace and a cluster refuse, told by the preflight in their own words. */
import assert from 'node:assert/strict';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { certificate } from '../kube/bed.ts';
import { PASSING, preflightBed } from './preflight-support.ts';
import { kubectl, sandbox } from './support.ts';

describe('preflight of the Pod on the cluster', () => {
  const { contexts, namespaces, registries } = sandbox();
  const { ask, at, checked, settled, apply, inNamespace } = preflightBed();

  it('says what kaniko needs in a restricted namespace, and that no setting changes that', async () => {
    const report = await checked(at(contexts.admin, namespaces.restricted));
    const said = report.no('pod');
    assert.match(said, /enforces Pod Security "restricted".* no setting changes that: Pod Security baseline/);
    assert.match(said, /violates PodSecurity "restricted/);
  });

  it('fills in what a quota on limits wants', async () => {
    const report = await checked(at(contexts.admin, namespaces.quota));
    assert.equal(report.item('pod').status, 'yes');
    assert.equal(report.ready, true);
  });

  it('does not fit into a quota', async () => {
    const report = await checked({
      ...at(contexts.admin, namespaces.quota),
      resources: { limits: { memory: '64Gi' } },
    });
    assert.match(report.no('pod'), /quota of namespace quota has left[\s\S]*exceeded quota: limits/);
  });

  it('names what a limit range allows, and a quota that is for Secrets', async () => {
    const metadata = { name: 'preflight', namespace: PASSING };
    const quota = {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata,
      spec: { hard: { 'count/secrets': '0' } },
    };
    const range = {
      apiVersion: 'v1',
      kind: 'LimitRange',
      metadata,
      spec: { limits: [{ type: 'Container', max: { memory: '1Gi' } }] },
    };
    await inNamespace([range], async () => {
      const there = at(contexts.admin, PASSING);
      const report = await checked(there);
      assert.match(report.no('pod'), /at most 1Gi memory[\s\S]*Set "memory" to 1Gi or less/);
      const smaller = await checked({ ...there, resources: { limits: { memory: '1Gi' } } });
      assert.equal(smaller.item('pod').status, 'yes');
      await apply(quota);
      await kubectl('delete', 'limitrange', '-n', PASSING, 'preflight');
      // The controller fills in what is used, and until then every Pod is refused with other words.
      await kubectl(
        ...['wait', '-n', PASSING, 'resourcequota/preflight', '--timeout=20s'],
        '--for=jsonpath={.status.used.count/secrets}',
      );
      const full = await settled(
        {
          ...there,
          registries: {
            ...ask().registries,
            certificates: { [registries.open.host]: registries.tls.caFile ?? '' },
          },
        },
        (one) => one.item('secret').status === 'no',
      );
      assert.match(full.no('secret'), /exceeded quota[\s\S]*count\/secrets/);
    });
  });

  it('repeats the words of an admission policy', async () => {
    const metadata = { name: PASSING };
    const api = 'admissionregistration.k8s.io/v1';
    const policy = {
      apiVersion: api,
      kind: 'ValidatingAdmissionPolicy',
      metadata,
      spec: {
        failurePolicy: 'Fail',
        matchConstraints: {
          resourceRules: [
            { apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] },
          ],
        },
        validations: [{ expression: 'false', message: 'images come from the house registry only' }],
      },
    };
    const binding = {
      apiVersion: api,
      kind: 'ValidatingAdmissionPolicyBinding',
      metadata,
      spec: {
        policyName: PASSING,
        validationActions: ['Deny'],
        matchResources: { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': PASSING } } },
      },
    };
    try {
      await inNamespace([policy, binding], async () => {
        const there = at(contexts.admin, PASSING);
        const said = (await settled(there, (one) => one.item('pod').status === 'no')).no('pod');
        assert.match(said, /policy preflight-passing of the cluster refuses it: images come from the house/);
      });
    } finally {
      const both = ['validatingadmissionpolicy', 'validatingadmissionpolicybinding'];
      for (const kind of both) await kubectl('delete', kind, PASSING, '--ignore-not-found');
    }
  });

  it("repeats an admission webhook's own words", async () => {
    const { cert, key, ca } = await certificate('server');
    const words = 'only on Sundays, says the house';
    const webhook = createServer({ cert, key }, (incoming, response) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () => {
        const review = JSON.parse(Buffer.concat(chunks).toString()) as { request: { uid: string } };
        const answer = { uid: review.request.uid, allowed: false, status: { message: words } };
        response.setHeader('Content-Type', 'application/json');
        response.end(
          JSON.stringify({ apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview', response: answer }),
        );
      });
    });
    await new Promise<void>((resolve) => webhook.listen(0, '127.0.0.1', resolve));
    const { port } = webhook.address() as AddressInfo;
    const configuration = {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingWebhookConfiguration',
      metadata: { name: PASSING },
      webhooks: [
        {
          name: 'policy.house.example',
          admissionReviewVersions: ['v1'],
          sideEffects: 'None',
          clientConfig: { url: `https://127.0.0.1:${port}/`, caBundle: Buffer.from(ca).toString('base64') },
          rules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] }],
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': PASSING } },
        },
      ],
    };
    try {
      await inNamespace([configuration], async () => {
        const there = at(contexts.admin, PASSING);
        // The policy of the test before may be in force for a moment longer.
        const report = await settled(there, (one) => JSON.stringify(one.item('pod')).includes(words));
        assert.match(report.no('pod'), new RegExp(`house\\.example of the cluster refuses it: ${words}`));
      });
    } finally {
      await kubectl('delete', 'validatingwebhookconfiguration', PASSING, '--ignore-not-found');
      webhook.closeAllConnections();
      webhook.close();
    }
  });
});
