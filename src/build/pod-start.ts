import * as l10n from '@vscode/l10n';
import type { Builder, Failure } from '../builders/builder.ts';
import type { ContainerStatus, KubeEvent, Pod } from '../kube/objects.ts';
import { pullRemedy } from './pull-remedy.ts';

/** What a Pod's status says about whether its container has started. */
export type StartStatus =
  | { readonly kind: 'started'; readonly node: string | undefined }
  /** `detail` is why, in the cluster's words, where it says. */
  | { readonly kind: 'waiting'; readonly detail: string | undefined }
  | { readonly kind: 'impossible'; readonly failure: Failure };

/** Reasons of a waiting container that no patience cures. Source: kubelet's `pkg/kubelet/images` and `container`. */
const IMAGE_REASONS = new Set([
  'ErrImagePull',
  'ImagePullBackOff',
  'InvalidImageName',
  'ErrImageNeverPull',
  'ImageInspectError',
  'RegistryUnavailable',
  'SignatureValidationFailed',
]);
const CONTAINER_REASONS = new Set([
  'CreateContainerConfigError',
  'CreateContainerError',
  'RunContainerError',
  'PreCreateHookError',
  'PostStartHookError',
]);

/**
 * Reads a Pod that was created for a build. `events` are those about the Pod, if the user may read them;
 * `ownSecret` is the Secret that the run itself makes just after the Pod, whose absence heals by itself.
 */
export function startStatus(
  pod: Pod,
  { id, container }: Pick<Builder, 'id' | 'container'>,
  events: readonly KubeEvent[],
  ownSecret: string | undefined,
): StartStatus {
  const status = pod.status?.containerStatuses?.find(({ name }) => name === container);
  if (status?.state?.running !== undefined || status?.state?.terminated !== undefined) {
    return { kind: 'started', node: pod.spec.nodeName };
  }
  const failure = podFailure(pod) ?? waitingFailure(pod, status, id) ?? missingVolume(events, ownSecret);
  if (failure !== undefined) return { kind: 'impossible', failure };
  return { kind: 'waiting', detail: waitingDetail(pod, events) };
}

function podFailure({ status }: Pod): Failure | undefined {
  if (status?.phase !== 'Failed') return undefined;
  const words = [status.reason, status.message]
    .filter((word) => word !== undefined && word !== '')
    .join(': ');
  return {
    code: status.reason === 'DeadlineExceeded' ? 'deadline' : 'evicted',
    message: l10n.t('The cluster ended the Pod before the build began: {0}', words),
    remedy: l10n.t('Try again; if it happens again, show these words to whoever runs the cluster.'),
    evidence: words,
  };
}

function waitingFailure(pod: Pod, status: ContainerStatus | undefined, builder: string): Failure | undefined {
  const waiting = status?.state?.waiting;
  const reason = waiting?.reason;
  if (reason === undefined) return undefined;
  const evidence = [reason, waiting?.message].filter((word) => word !== undefined && word !== '').join(': ');
  if (IMAGE_REASONS.has(reason)) {
    const image = pod.spec.containers.find(({ name }) => name === status?.name)?.image ?? '';
    return {
      code: 'image-pull',
      message: l10n.t('The cluster cannot get the builder image {0}: {1}', image, evidence),
      remedy: pullRemedy(evidence, `kanikoBuild.${builder}.image`),
      evidence,
    };
  }
  if (CONTAINER_REASONS.has(reason)) {
    return {
      code: 'container-config',
      message: l10n.t('The cluster cannot start the build container: {0}', evidence),
      remedy: l10n.t(
        'Look at the Secret and Pod YAML of this build and compare them with what the cluster says.',
      ),
      evidence,
    };
  }
  return undefined;
}

/** A volume whose Secret, or key of it, does not exist: the kubelet says so in an event only. */
function missingVolume(events: readonly KubeEvent[], ownSecret: string | undefined): Failure | undefined {
  const event = events.find(
    ({ reason, message }) =>
      reason === 'FailedMount' &&
      /secrets? ".*" not found|references non-existent secret key/.test(message) &&
      (ownSecret === undefined || !message.includes(`"${ownSecret}"`)),
  );
  if (event === undefined) return undefined;
  return {
    code: 'secret-missing',
    message: l10n.t('The Pod needs a Secret that the namespace does not have: {0}', event.message),
    remedy: l10n.t('Choose other credentials, or create the Secret in the namespace of the build.'),
    evidence: event.message,
  };
}

function waitingDetail({ status }: Pod, events: readonly KubeEvent[]): string | undefined {
  const scheduled = status?.conditions?.find(({ type }) => type === 'PodScheduled');
  if (scheduled?.status === 'False' && scheduled.message !== undefined) {
    return l10n.t('No node has room for the Pod: {0}', scheduled.message);
  }
  return events.findLast(({ type, reason }) => type === 'Warning' || reason === 'Pulling')?.message;
}
