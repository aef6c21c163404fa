import type { Pod, Container } from '../../src/kube/objects.ts';
import type { PodInput } from '../../src/builders/builder.ts';
import type { PodSettings } from '../../src/builders/pod-settings.ts';

/** A build with everything that a Pod can be asked for. */
export const fullInput: PodInput = {
  name: 'kaniko-build-x1',
  namespace: 'builds',
  labels: { 'app.kubernetes.io/managed-by': 'kaniko-build', 'kaniko-build/run': 'x1' },
  annotations: { 'kaniko-build/destination': 'registry.example:5000/team/app:1' },
  flavour: 'osscontainertools',
  image: 'mirror.example/kaniko@sha256:0000000000000000000000000000000000000000000000000000000000000000',
  dockerfile: 'deploy/my app/Dockerfile.prod',
  destinations: ['registry.example:5000/team/app:1', 'plain.example/team/app:latest'],
  target: 'final',
  buildArgs: { VERSION: '1.2 $(HOSTNAME) $$ "q" \'s\' `id`; rm -rf /', EMPTY: '', LINES: 'a\nb' },
  credentials: { secretName: 'kaniko-build-x1-auth', key: '.dockerconfigjson' },
  insecureRegistries: ['plain.example', 'base.example:5000'],
  registryCertificates: {
    'registry.example:5000': { secretName: 'kaniko-build-x1-auth', key: 'ca-0.crt' },
    'other.example': { secretName: 'own-ca', key: 'tls.crt' },
  },
  deadlineSeconds: 1800,
};

/** Every setting of the Pod. */
export const fullSettings: PodSettings = {
  serviceAccount: 'builder',
  mountServiceAccountToken: true,
  platform: 'linux/arm64',
  nodeSelector: { pool: 'builds' },
  tolerations: [{ key: 'builds', operator: 'Exists' }],
  affinity: { nodeAffinity: {} },
  priorityClass: 'low',
  runtimeClass: 'gvisor',
  scheduler: 'other',
  imagePullSecrets: ['mirror'],
  labels: { team: 'a', 'kaniko-build/run': 'stolen', 'sidecar.istio.io/inject': 'true' },
  annotations: { note: 'x', 'kaniko-build/destination': 'stolen' },
  environment: {
    A: '$(HOSTNAME)',
    B: { secret: 's', key: 'k' },
    C: { configMap: 'c', key: 'k', optional: true },
  },
  proxy: { https: 'http://proxy:3128', noProxy: '.svc' },
  hostAliases: { '10.0.0.5': ['registry.local'] },
  dnsPolicy: 'None',
  dnsConfig: { nameservers: ['10.0.0.10'] },
  volumes: [
    { mountPath: '/cache', claim: 'c', readOnly: true },
    { mountPath: '/tmp/more', emptyDir: { sizeLimit: '1Gi' }, subPath: 'a' },
  ],
  pullPolicy: 'Always',
  gracePeriod: 30,
};

/** The least that a build needs. */
export const bareInput: PodInput = {
  name: 'n',
  namespace: 'builds',
  labels: {},
  annotations: {},
  flavour: 'osscontainertools',
  image: 'kaniko',
  dockerfile: 'Dockerfile',
  destinations: ['app'],
  buildArgs: {},
  insecureRegistries: [],
  registryCertificates: {},
  deadlineSeconds: 60,
};

/** The Pod's only container. */
export function containerOf(pod: Pod): Container {
  const [container, ...others] = pod.spec.containers;
  if (container === undefined || others.length > 0) throw new Error('not one container');
  return container;
}

/** A text as the container gets it: the kubelet's expansion of `$(NAME)` and `$$`, with no variable defined. */
export function expanded(text: string): string {
  return text.replace(/\$\$|\$\([^)]*\)/g, (found) => (found === '$$' ? '$' : found));
}
