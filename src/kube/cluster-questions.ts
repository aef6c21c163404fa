import type { AccessAnswer, AccessRight, KubeNamespace, KubeUserInfo } from './api.ts';
import { KubeError } from './api.ts';
import type { KubeHttp } from './http.ts';

/** Where Kubernetes writes a node's CPU architecture, in Go's words (kubernetes.io/docs/reference/labels-annotations-taints). */
const ARCHITECTURE_LABEL = 'kubernetes.io/arch';

/** The server's version; a status page to which all may read. Throws KubeError. */
export async function readVersion(http: KubeHttp, signal: AbortSignal | undefined): Promise<string> {
  const answer = await http.json({ method: 'GET', path: '/version', once: true, signal });
  const { gitVersion } = answer as { readonly gitVersion?: unknown };
  return typeof gitVersion === 'string' ? gitVersion : '';
}

/** Who the server takes the user for; undefined before Kubernetes 1.28, or where that may not be asked. */
export async function whoAmI(
  http: KubeHttp,
  signal: AbortSignal | undefined,
): Promise<KubeUserInfo | undefined> {
  const version = 'authentication.k8s.io/v1';
  const answer = await review(http, version, 'SelfSubjectReview', undefined, signal);
  const { status } = (answer ?? {}) as {
    readonly status?: { readonly userInfo?: { readonly username?: string; readonly groups?: string[] } };
  };
  const { username, groups = [] } = status?.userInfo ?? {};
  return username === undefined ? undefined : { username, groups };
}

/** Whether the user has a right; undefined where that may not be asked. Throws KubeError. */
export async function reviewAccess(
  http: KubeHttp,
  right: AccessRight,
  signal: AbortSignal | undefined,
): Promise<AccessAnswer | undefined> {
  const spec = { resourceAttributes: { namespace: http.target.namespace, ...right } };
  const answer = await review(http, 'authorization.k8s.io/v1', 'SelfSubjectAccessReview', spec, signal);
  const { status } = (answer ?? {}) as {
    readonly status?: {
      readonly allowed?: boolean;
      readonly reason?: string;
    };
  };
  if (typeof status?.allowed !== 'boolean') return undefined;
  const reason = status.reason ?? '';
  return { allowed: status.allowed, ...(reason === '' ? {} : { reason }) };
}

/** Posts a review, which stores nothing. Undefined where the server has no such thing or refuses it. */
async function review(
  http: KubeHttp,
  apiVersion: string,
  kind: string,
  spec: unknown,
  signal: AbortSignal | undefined,
): Promise<unknown> {
  const body = { apiVersion, kind, metadata: {}, ...(spec === undefined ? {} : { spec }) };
  const path = `/apis/${apiVersion}/${kind.toLowerCase()}s`;
  try {
    return await http.json({ method: 'POST', path, body, idempotent: true, signal });
  } catch (error) {
    if (error instanceof KubeError && (error.code === 'not-found' || error.code === 'forbidden')) {
      return undefined;
    }
    throw error;
  }
}

/** The client's namespace. Throws KubeError. */
export async function readNamespace(
  http: KubeHttp,
  signal: AbortSignal | undefined,
): Promise<KubeNamespace | 'missing' | 'hidden'> {
  const path = `/api/v1/namespaces/${encodeURIComponent(http.target.namespace)}`;
  try {
    const answer = await http.json({ method: 'GET', path, signal });
    const { status } = answer as { readonly status?: { readonly phase?: string } };
    return { terminating: status?.phase === 'Terminating' };
  } catch (error) {
    if (error instanceof KubeError && error.code === 'not-found') return 'missing';
    if (error instanceof KubeError && error.code === 'forbidden') return 'hidden';
    throw error;
  }
}

interface NodeList {
  readonly items?: readonly { readonly metadata?: { readonly labels?: Readonly<Record<string, string>> } }[];
}

/** The nodes' architectures, of the first 500 nodes. Throws KubeError. */
export async function nodeArchitectures(
  http: KubeHttp,
  signal: AbortSignal | undefined,
): Promise<readonly string[] | undefined> {
  // Only the labels: a node's whole object is large. A server that cannot give them so sends all.
  const accept = 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1, application/json';
  try {
    const query = { limit: '500' };
    const list = await http.json({ method: 'GET', path: '/api/v1/nodes', query, accept, signal });
    const items = (list as NodeList).items ?? [];
    const found = items.flatMap(({ metadata }) => metadata?.labels?.[ARCHITECTURE_LABEL] ?? []);
    return [...new Set(found)].toSorted();
  } catch (error) {
    if (error instanceof KubeError && (error.code === 'not-found' || error.code === 'forbidden')) {
      return undefined;
    }
    throw error;
  }
}
