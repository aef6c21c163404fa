import type { CreateOptions, KubeApi, StdinStream } from './api.ts';
import { KubeError } from './api.ts';
import { openStdin } from './attach.ts';
import { clusterAccess } from './cluster-access.ts';
import { nodeArchitectures, readNamespace, readVersion, reviewAccess, whoAmI } from './cluster-questions.ts';
import { CredentialSource } from './credentials.ts';
import { readEvents } from './pod-events.ts';
import { KubeHttp } from './http.ts';
import type { HttpLimits, KubeRequest } from './http.ts';
import { loadKubeConfig } from './kubeconfig.ts';
import { readPodLog } from './log.ts';
import { listNamespaces } from './namespaces.ts';
import type { Pod, Secret } from './objects.ts';

/** Which cluster, as whom, and in which namespace. */
export interface ClusterRef {
  /** Paths of kubeconfig files; empty: the default ones. */
  readonly kubeconfig: readonly string[];
  readonly context: string;
  readonly namespace: string;
}

/**
 * A client for one namespace of one cluster. Reads the kubeconfig, sends no request. Throws KubeError `kubeconfig`
 * when the files do not hold the context or what it refers to.
 */
export async function connect(choice: ClusterRef, limits?: HttpLimits): Promise<KubeApi> {
  const loaded = await loadKubeConfig(choice.kubeconfig);
  const access = clusterAccess(loaded, choice.context, choice.namespace);
  return kubeApi(new KubeHttp(access.cluster.server, new CredentialSource(access), access.target, limits));
}

function kubeApi(http: KubeHttp): KubeApi {
  const { namespace } = http.target;
  const pods = `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods`;
  const secrets = `/api/v1/namespaces/${encodeURIComponent(namespace)}/secrets`;
  const pod = (name: string): string => `${pods}/${encodeURIComponent(name)}`;
  const secret = (name: string): string => `${secrets}/${encodeURIComponent(name)}`;
  return {
    target: http.target,
    createPod: async (body, options) => (await create(http, pods, body, options)) as Pod,
    readPod: async (name, signal) => (await readOrUndefined(http, pod(name), signal)) as Pod | undefined,
    deletePod: async (name, options) => remove(http, pod(name), options),
    createSecret: async (body, options) => (await create(http, secrets, body, options)) as Secret,
    readSecret: async (name, signal) =>
      (await readOrUndefined(http, secret(name), signal)) as Secret | undefined,
    deleteSecret: async (name, options) => remove(http, secret(name), options),
    podEvents: async (name, signal) => readEvents(http, name, signal),
    attachStdin: async (name, container, signal): Promise<StdinStream> =>
      openStdin(http, pod(name), container, signal),
    readLog: (name, container, options) => readPodLog(http, pod(name), container, options),
    listNamespaces: async (signal) => listNamespaces(http, signal),
    credentialProgram: http.credentialProgram,
    authenticate: async (signal) => http.authenticate(signal),
    version: async (signal) => readVersion(http, signal),
    whoAmI: async (signal) => whoAmI(http, signal),
    reviewAccess: async (right, signal) => reviewAccess(http, right, signal),
    readNamespace: async (signal) => readNamespace(http, signal),
    nodeArchitectures: async (signal) => nodeArchitectures(http, signal),
  };
}

async function create(
  http: KubeHttp,
  path: string,
  body: Pod | Secret,
  { dryRun = false, onWarning, signal }: CreateOptions = {},
): Promise<unknown> {
  return await http.json({
    method: 'POST',
    path,
    body,
    signal,
    onWarning,
    // A field that the server does not know is a mistake of whoever wrote it: by default it would be dropped.
    query: { fieldValidation: 'Strict', ...(dryRun ? { dryRun: 'All' } : {}) },
    ...(dryRun ? { idempotent: true } : {}),
  });
}

async function readOrUndefined(
  http: KubeHttp,
  path: string,
  signal: AbortSignal | undefined,
): Promise<unknown> {
  try {
    return await http.json({ method: 'GET', path, signal });
  } catch (error) {
    if (error instanceof KubeError && error.code === 'not-found') return undefined;
    throw error;
  }
}

/** Deletes what is there. Gone already, or replaced by a namesake with another uid, is as good. */
async function remove(
  http: KubeHttp,
  path: string,
  {
    uid,
    graceSeconds,
    signal,
  }: { readonly uid?: string; readonly graceSeconds?: number; readonly signal?: AbortSignal } = {},
): Promise<void> {
  const preconditions = uid === undefined ? {} : { preconditions: { uid } };
  const grace = graceSeconds === undefined ? {} : { gracePeriodSeconds: graceSeconds };
  const request: KubeRequest = {
    method: 'DELETE',
    path,
    body: { apiVersion: 'v1', kind: 'DeleteOptions', ...preconditions, ...grace },
    signal,
  };
  try {
    await http.json(request);
  } catch (error) {
    const gone =
      error instanceof KubeError &&
      (error.code === 'not-found' || (error.code === 'conflict' && uid !== undefined));
    if (!gone) throw error;
  }
}
