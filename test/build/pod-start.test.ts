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

describe('startStatus', () => {
  it('has started once the container runs or has ended', () => {
    const ended = { name: 'build', state: { terminated: { exitCode: 1 } } };
    assert.deepEqual(
      startStatus(
        pod({ containerStatuses: [{ name: 'build', state: { running: {} } }] }),
        'build',
        [],
        undefined,
      ),
      {
        kind: 'started',
        node: 'node-1',
      },
    );
    assert.equal(startStatus(pod({ containerStatuses: [ended] }), 'build', [], undefined).kind, 'started');
  });

  for (const [reason, code] of [
    ['ErrImagePull', 'image-pull'],
    ['ImagePullBackOff', 'image-pull'],
    ['InvalidImageName', 'image-pull'],
    ['CreateContainerConfigError', 'container-config'],
    ['CreateContainerError', 'container-config'],
  ] as const) {
    it(`is impossible with ${reason}, in the kubelet's words`, () => {
      const status = startStatus(pod(waiting(reason, 'because of this')), 'build', [], undefined);
      assert.ok(status.kind === 'impossible');
      assert.equal(status.failure.code, code);
      assert.match(status.failure.message, /because of this/);
    });
  }

  it('waits while the container is being created', () => {
    const status = startStatus(pod(waiting('ContainerCreating')), 'build', [], undefined);
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
      'build',
      [],
      undefined,
    );
    assert.ok(status.kind === 'waiting');
    assert.match(status.detail ?? '', /0\/1 nodes/);
  });

  it('is impossible without a Secret that others make, and waits for the one of the run itself', () => {
    const missing = event('FailedMount', 'MountVolume.SetUp failed for volume "c" : secret "mine" not found');
    const creating = pod(waiting('ContainerCreating'));
    assert.equal(startStatus(creating, 'build', [missing], 'mine').kind, 'waiting');
    const status = startStatus(creating, 'build', [missing], undefined);
    assert.ok(status.kind === 'impossible');
    assert.equal(status.failure.code, 'secret-missing');
  });

  it('is impossible when the cluster ended the Pod before it began', () => {
    const status = startStatus(
      pod({ phase: 'Failed', reason: 'Evicted', message: 'no disk' }),
      'build',
      [],
      undefined,
    );
    assert.ok(status.kind === 'impossible');
    assert.match(status.failure.message, /Evicted: no disk/);
  });
});
