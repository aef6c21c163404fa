import { KubeError } from './api.ts';
import type { ClusterRef } from './client.ts';
import { clusterAccess } from './cluster-access.ts';
import { readVersion } from './cluster-questions.ts';
import { CredentialSource } from './credentials.ts';
import { KubeHttp } from './http.ts';
import { loadKubeConfig } from './kubeconfig.ts';
import type { KubeUser } from './kubeconfig-entries.ts';

/**
 * The Kubernetes version of a cluster that answers, or '' where it does not tell. Asks once and runs no credential
 * program, which may open a browser: such a user is nobody here, and a refusal is an answer too. Throws KubeError
 * `unreachable`, `unavailable` or `kubeconfig`; `unauthenticated` where credentials that need no program are refused.
 */
export async function probeVersion(cluster: ClusterRef, signal: AbortSignal): Promise<string> {
  const access = clusterAccess(await loadKubeConfig(cluster.kubeconfig), cluster.context, cluster.namespace);
  const needsProgram = access.user.exec !== undefined || isOidc(access.user);
  const source = new CredentialSource(
    needsProgram ? { ...access, user: { name: access.user.name } } : access,
  );
  try {
    return await readVersion(new KubeHttp(access.cluster.server, source, access.target), signal);
  } catch (error) {
    if (!(error instanceof KubeError)) throw error;
    const isRefusal = error.code === 'forbidden' || (needsProgram && error.code === 'unauthenticated');
    if (isRefusal) return '';
    throw error;
  }
}

/** Renews its token at a service; a token in a file needs nobody. */
function isOidc({ authProvider }: KubeUser): boolean {
  const { name } = (authProvider ?? {}) as { readonly name?: string };
  return authProvider !== undefined && name !== 'tokenFile';
}
