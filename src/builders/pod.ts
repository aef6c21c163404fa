import type { Container, Pod, Volume } from '../kube/objects.ts';
import { environmentOf, specOf, volumesOf } from './applied-settings.ts';
import type { PodInput, Resources } from './builder.ts';

/** What differs between builders; the rest of the Pod is the same for all that build from a stream. */
export interface PodParts {
  readonly container: Omit<
    Container,
    'image' | 'imagePullPolicy' | 'resources' | 'stdin' | 'stdinOnce' | 'tty'
  >;
  readonly volumes: readonly Volume[];
}

/**
 * The requests let a build start on a small node and keep it from being the first to be evicted. The limits are there
 * because a ResourceQuota on limits refuses Pods that name none, and because a builder that buffers a whole layer in
 * memory must not take the node with it. 4Gi is what layers of about 1 GB need in kaniko; CPU above 4 cores is of no
 * use to one RUN or one snapshot at a time.
 */
const defaultResources: Resources = {
  requests: { cpu: '500m', memory: '512Mi', 'ephemeral-storage': '1Gi' },
  limits: { cpu: '4', memory: '4Gi' },
};

/** A build has nothing to save when it is stopped; 0 would delete the object before the container is gone. */
const gracePeriodSeconds = 1;

/** A mesh's sidecar would outlive the build and keep the Pod from ending. */
const noSidecarLabels = { 'sidecar.istio.io/inject': 'false' };
const noSidecarAnnotations = { 'linkerd.io/inject': 'disabled' };

/**
 * The Pod that runs `parts.container` once, with the context on its stdin if it has to be sent, and no right in the cluster
 * but those that the settings give it.
 */
export function buildPod(input: PodInput, parts: PodParts): Pod {
  const { settings = {} } = input;
  const own = volumesOf(settings);
  const env = [...(parts.container.env ?? []), ...environmentOf(settings)];
  const volumeMounts = [...(parts.container.volumeMounts ?? []), ...own.mounts];
  const volumes = [...parts.volumes, ...own.volumes];
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: input.name,
      namespace: input.namespace,
      labels: { ...noSidecarLabels, ...settings.labels, ...input.labels },
      annotations: { ...noSidecarAnnotations, ...settings.annotations, ...input.annotations },
    },
    spec: {
      restartPolicy: 'Never',
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      activeDeadlineSeconds: input.deadlineSeconds,
      terminationGracePeriodSeconds: gracePeriodSeconds,
      ...specOf(settings),
      containers: [
        {
          ...parts.container,
          ...(env.length === 0 ? {} : { env }),
          image: input.image,
          imagePullPolicy: settings.pullPolicy ?? 'IfNotPresent',
          ...(input.remoteContext === undefined ? { stdin: true, stdinOnce: true, tty: false } : {}),
          resources: {
            requests: { ...defaultResources.requests, ...input.resources?.requests },
            limits: { ...defaultResources.limits, ...input.resources?.limits },
          },
          ...(volumeMounts.length === 0 ? {} : { volumeMounts }),
        },
      ],
      ...(volumes.length === 0 ? {} : { volumes }),
    },
  };
}
