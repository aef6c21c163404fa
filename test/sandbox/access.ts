import { apply } from './api.ts';
import type { SandboxInfo } from './info.ts';
import type { Context } from './kubeconfig.ts';

const rbac = '/apis/rbac.authorization.k8s.io/v1';
const rbacVersion = 'rbac.authorization.k8s.io/v1';

export const namespaces: SandboxInfo['namespaces'] = {
  builds: 'builds',
  limited: 'team-a',
  restricted: 'restricted',
  quota: 'quota',
};

export const contexts: SandboxInfo['contexts'] = {
  admin: 'sandbox',
  limited: 'sandbox-limited',
  viewer: 'sandbox-viewer',
};

/** The ways in that the sandbox's kubeconfig offers. */
export const userContexts: readonly Context[] = [
  { name: contexts.admin, user: 'admin', namespace: namespaces.builds },
  { name: contexts.limited, user: 'limited', namespace: namespaces.limited },
  { name: contexts.viewer, user: 'viewer', namespace: namespaces.builds },
];

/** What one build needs, and nothing more: in particular no list and no watch. */
const limitedRules = [
  { apiGroups: [''], resources: ['pods'], verbs: ['create', 'get', 'delete'] },
  { apiGroups: [''], resources: ['pods/log'], verbs: ['get'] },
  { apiGroups: [''], resources: ['pods/attach'], verbs: ['create', 'get'] },
  { apiGroups: [''], resources: ['secrets'], verbs: ['create', 'get', 'delete'] },
];

/** Makes namespaces, quota and rights. */
export async function ensureAccess(): Promise<void> {
  await Promise.all([
    ensureNamespace(namespaces.builds, 'baseline'),
    ensureNamespace(namespaces.limited, 'baseline'),
    ensureNamespace(namespaces.restricted, 'restricted'),
    ensureNamespace(namespaces.quota, 'baseline'),
  ]);
  await Promise.all([ensureQuota(), ensureLimitedUser(), ensureViewer()]);
}

async function ensureNamespace(name: string, level: 'baseline' | 'restricted'): Promise<void> {
  const labels = { 'pod-security.kubernetes.io/enforce': level };
  await apply(`/api/v1/namespaces/${name}`, {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels },
  });
}

/** A quota on limits makes them compulsory: the API server refuses a Pod that names none. */
async function ensureQuota(): Promise<void> {
  const name = 'limits';
  await apply(`/api/v1/namespaces/${namespaces.quota}/resourcequotas/${name}`, {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: { name },
    spec: { hard: { 'limits.cpu': '8', 'limits.memory': '16Gi' } },
  });
}

async function ensureLimitedUser(): Promise<void> {
  const name = contexts.limited;
  const folder = `${rbac}/namespaces/${namespaces.limited}`;
  await apply(`${folder}/roles/${name}`, {
    apiVersion: rbacVersion,
    kind: 'Role',
    metadata: { name },
    rules: limitedRules,
  });
  await apply(`${folder}/rolebindings/${name}`, {
    apiVersion: rbacVersion,
    kind: 'RoleBinding',
    metadata: { name },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
    subjects: [user(name)],
  });
}

async function ensureViewer(): Promise<void> {
  const name = contexts.viewer;
  await apply(`${rbac}/clusterrolebindings/${name}`, {
    apiVersion: rbacVersion,
    kind: 'ClusterRoleBinding',
    metadata: { name },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' },
    subjects: [user(name)],
  });
}

function user(name: string): object {
  return { apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name };
}
