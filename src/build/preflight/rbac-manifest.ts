import { dump } from 'js-yaml';
import type { AccessRight, KubeUserInfo } from '../../kube/api.ts';

const NAME = 'kaniko-build';
const GROUP = 'rbac.authorization.k8s.io';

/**
 * A Role with exactly these rights and the RoleBinding that gives them to `user`, as YAML that `kubectl apply` takes. An
 * unknown user is a placeholder that the header names. Names of objects are left out: the next build has others.
 */
export function rbacManifest(
  namespace: string,
  rights: readonly AccessRight[],
  user: KubeUserInfo | undefined,
): string {
  const role = {
    apiVersion: `${GROUP}/v1`,
    kind: 'Role',
    metadata: { name: NAME, namespace },
    rules: rules(rights),
  };
  const binding = {
    apiVersion: `${GROUP}/v1`,
    kind: 'RoleBinding',
    metadata: { name: NAME, namespace },
    roleRef: { apiGroup: GROUP, kind: 'Role', name: NAME },
    subjects: [subject(user?.username)],
  };
  const header = user === undefined ? '# Put the name of the user in the place of YOUR-USER-NAME.\n' : '';
  return (
    header + [role, binding].map((object) => dump(object, { lineWidth: -1, noRefs: true })).join('---\n')
  );
}

/** One rule for each resource, its verbs together. */
function rules(rights: readonly AccessRight[]): readonly object[] {
  const verbs = new Map<string, Set<string>>();
  for (const { verb, resource, subresource } of rights) {
    const whole = subresource === undefined ? resource : `${resource}/${subresource}`;
    verbs.set(whole, (verbs.get(whole) ?? new Set()).add(verb));
  }
  return [...verbs].map(([resource, wanted]) => ({
    apiGroups: [''],
    resources: [resource],
    verbs: [...wanted],
  }));
}

/** A service account's user name is `system:serviceaccount:NAMESPACE:NAME`. */
function subject(username: string | undefined): object {
  const [, namespace, name] = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(username ?? '') ?? [];
  return name === undefined
    ? { apiGroup: GROUP, kind: 'User', name: username ?? 'YOUR-USER-NAME' }
    : { kind: 'ServiceAccount', name, namespace };
}
