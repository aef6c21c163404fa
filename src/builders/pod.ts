import type { Container, EnvVar, Pod, Volume } from '../kube/objects.ts';
import type { PodInput, Resources } from './builder.ts';
import { literal } from './expansion.ts';

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

/** The Pod that runs `parts.container` once, with the context on its stdin and no right in the cluster. */
export function buildPod(input: PodInput, parts: PodParts): Pod {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: input.name,
      namespace: input.namespace,
      labels: { ...noSidecarLabels, ...input.labels },
      annotations: { ...noSidecarAnnotations, ...input.annotations },
    },
    spec: {
      restartPolicy: 'Never',
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      activeDeadlineSeconds: input.deadlineSeconds,
      terminationGracePeriodSeconds: gracePeriodSeconds,
      containers: [
        {
          ...parts.container,
          env: [...(parts.container.env ?? []), ...environment(input)],
          image: input.image,
          imagePullPolicy: 'IfNotPresent',
          stdin: true,
          stdinOnce: true,
          tty: false,
          resources: defaultResources,
        },
      ],
      ...(parts.volumes.length === 0 ? {} : { volumes: parts.volumes }),
    },
  };
}

function environment({ proxy, environment: variables }: PodInput): readonly EnvVar[] {
  return Object.entries({ ...proxy, ...variables }).map(([name, value]) => ({ name, value: literal(value) }));
}
