import type { KubeUser } from './kubeconfig-entries.ts';

/**
 * Headers for the impersonation fields beside `as`, which client-node sends itself
 * (kubernetes.io/docs/reference/access-authn-authz/user-impersonation). Left out, the user would act with the rights
 * of another group than the kubeconfig says.
 */
export function impersonationHeaders(user: KubeUser): Record<string, string | readonly string[]> {
  const groups = user.impersonateGroups ?? [];
  const extra = Object.entries(user.impersonateExtra ?? {});
  return {
    ...(groups.length === 0 ? {} : { 'Impersonate-Group': groups }),
    ...(user.impersonateUid === undefined ? {} : { 'Impersonate-Uid': user.impersonateUid }),
    ...Object.fromEntries(
      extra.map(([key, values]) => [`Impersonate-Extra-${encodeURIComponent(key)}`, values]),
    ),
  };
}
