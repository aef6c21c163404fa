import assert from 'node:assert/strict';
import { startStatus } from '../../src/build/pod-start.ts';
import type { KubeEvent, Pod, PodStatus } from '../../src/kube/objects.ts';

const pod = (status: PodStatus): Pod => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'kb-a' },
  spec: {
    restartPolicy: 'Never',
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    activeDeadlineSeconds: 60,
    terminationGracePeriodSeconds: 1,
    containers: [{ name: 'build', image: 'r.example/kaniko:1' }],
    nodeName: 'node-1',
  },
  status,
});
const waiting = (reason: string, message?: string): PodStatus => ({
  phase: 'Pending',
  containerStatuses: [
    { name: 'build', state: { waiting: { reason, ...(message === undefined ? {} : { message }) } } },
  ],
});
const event = (reason: string, message: string): KubeEvent => ({
  type: 'Warning',
  reason,
  message,
  count: 1,
});

const builder = { id: 'kaniko', container: 'build' };

describe('startStatus', () => {
  it('has started once the container runs or has ended', () => {
    const ended = { name: 'build', state: { terminated: { exitCode: 1 } } };
    assert.deepEqual(
      startStatus(
        pod({ containerStatuses: [{ name: 'build', state: { running: {} } }] }),
        builder,
        [],
        undefined,
      ),
      {
        kind: 'started',
        node: 'node-1',
      },
    );
    assert.equal(startStatus(pod({ containerStatuses: [ended] }), builder, [], undefined).kind, 'started');
  });

  for (const [reason, code] of [
    ['ErrImagePull', 'image-pull'],
    ['ImagePullBackOff', 'image-pull'],
    ['InvalidImageName', 'image-pull'],
    ['CreateContainerConfigError', 'container-config'],
    ['CreateContainerError', 'container-config'],
  ] as const) {
    it(`is impossible with ${reason}, in the kubelet's words`, () => {
      const status = startStatus(pod(waiting(reason, 'because of this')), builder, [], undefined);
      assert.ok(status.kind === 'impossible');
      assert.equal(status.failure.code, code);
      assert.match(status.failure.message, /because of this/);
    });
  }

  for (const [words, remedy] of [
    [
      'failed to resolve reference "m/k:1": m/k:1: not found',
      /no such image: correct kanikoBuild\.kaniko\.image/,
    ],
    ['failed to authorize: 401 Unauthorized', /image pull Secret.*kanikoBuild\.kaniko\.image/],
    ['toomanyrequests: You have reached your pull rate limit', /mirror/],
    [
      'tls: failed to verify certificate: x509: certificate signed by unknown authority',
      /nodes do not trust/,
    ],
    ['dial tcp: lookup gcr.io: no such host', /mirror in a registry that the nodes reach/],
  ] as const)
    it(`says which setting helps with an image pull that ended with ${words}`, () => {
      const status = startStatus(pod(waiting('ErrImagePull', words)), builder, [], undefined);
      assert.ok(status.kind === 'impossible');
      assert.match(status.failure.remedy ?? '', remedy);
    });

  it('waits while the container is being created', () => {
    const status = startStatus(pod(waiting('ContainerCreating')), builder, [], undefined);
    assert.deepEqual(status, { kind: 'waiting', detail: undefined });
  });

  it('waits for a node, and says what the scheduler says', () => {
    const status = startStatus(
      pod({
        phase: 'Pending',
        conditions: [
          { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: '0/1 nodes' },
        ],
      }),
      builder,
      [],
      undefined,
    );
    assert.ok(status.kind === 'waiting');
    assert.match(status.detail ?? '', /0\/1 nodes/);
  });

  it('is impossible without a Secret that others make, and waits for the one of the run itself', () => {
    const missing = event('FailedMount', 'MountVolume.SetUp failed for volume "c" : secret "mine" not found');
    const creating = pod(waiting('ContainerCreating'));
    assert.equal(startStatus(creating, builder, [missing], 'mine').kind, 'waiting');
    const status = startStatus(creating, builder, [missing], undefined);
    assert.ok(status.kind === 'impossible');
    assert.equal(status.failure.code, 'secret-missing');
  });

  it('is impossible when the cluster ended the Pod before it began', () => {
    const status = startStatus(
      pod({ phase: 'Failed', reason: 'Evicted', message: 'no disk' }),
      builder,
      [],
      undefined,
    );
    assert.ok(status.kind === 'impossible');
    assert.match(status.failure.message, /Evicted: no disk/);
  });
});
