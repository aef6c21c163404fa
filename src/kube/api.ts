import type { KubeEvent, Pod, Secret } from './objects.ts';

/**
 * What a build needs of a cluster: objects asked for by name in one namespace, never listed or watched,
 * because many users may not. Every method throws {@link KubeError}; an abort rejects with the signal's reason.
 */
export interface KubeApi {
  /** Where the requests go, for messages: context, cluster and server. Holds no credential. */
  readonly target: KubeTarget;

  /** Creates the Pod and returns it as the API server completed it. */
  createPod(pod: Pod, options?: CreateOptions): Promise<Pod>;
  /** The Pod, or undefined when there is none of that name. */
  readPod(name: string, signal?: AbortSignal): Promise<Pod | undefined>;
  /**
   * Deletes the Pod; one that is gone already is no error. `uid` guards against a namesake. `graceSeconds` 0 removes
   * the object at once: right for a Pod whose containers have ended. Absent: the Pod's own grace period.
   */
  deletePod(
    name: string,
    options?: { readonly uid?: string; readonly graceSeconds?: number; readonly signal?: AbortSignal },
  ): Promise<void>;

  createSecret(secret: Secret, options?: CreateOptions): Promise<Secret>;
  readSecret(name: string, signal?: AbortSignal): Promise<Secret | undefined>;
  deleteSecret(name: string, options?: { readonly signal?: AbortSignal }): Promise<void>;

  /** Events about the Pod, oldest first; undefined when this user may not read events. */
  podEvents(podName: string, signal?: AbortSignal): Promise<readonly KubeEvent[] | undefined>;

  /** Opens the container's stdin. Resolves once the API server has accepted the stream. */
  attachStdin(podName: string, container: string, signal?: AbortSignal): Promise<StdinStream>;

  /**
   * The container's log as raw chunks, each line prefixed by the server's RFC 3339 timestamp and a space.
   * With `follow` it ends when the container has ended or the connection is cut: the caller cannot tell which from
   * here and asks for the Pod. `since` is RFC 3339; the server compares whole seconds.
   */
  readLog(
    podName: string,
    container: string,
    options: { readonly follow: boolean; readonly since?: string; readonly signal?: AbortSignal },
  ): AsyncIterable<Uint8Array>;

  /** Names of the namespaces; undefined when this user may not list them. */
  listNamespaces(signal?: AbortSignal): Promise<readonly string[] | undefined>;

  /** Name of the program that the kubeconfig gets this user's credentials from, if it does. */
  readonly credentialProgram: string | undefined;
  /** Gets the user's credentials ready and asks no server: a program may run for them. */
  authenticate(signal?: AbortSignal): Promise<void>;
  /** The cluster's Kubernetes version, such as `v1.34.4`. Asks once: a cluster that is down says so at once. */
  version(signal?: AbortSignal): Promise<string>;
  /** Who the cluster takes this user for; undefined where it does not tell. */
  whoAmI(signal?: AbortSignal): Promise<KubeUserInfo | undefined>;
  /** Whether this user has a right in the namespace; undefined where the cluster does not tell. */
  reviewAccess(right: AccessRight, signal?: AbortSignal): Promise<AccessAnswer | undefined>;
  /** The namespace; `hidden`: this user may not read it. */
  readNamespace(signal?: AbortSignal): Promise<KubeNamespace | 'missing' | 'hidden'>;
  /** The CPU architectures of the nodes, each once and sorted; undefined when this user may not list nodes. */
  nodeArchitectures(signal?: AbortSignal): Promise<readonly string[] | undefined>;
}

export interface CreateOptions {
  /** Runs authentication, admission and validation, and stores nothing. */
  readonly dryRun?: boolean;
  /** Told each warning of the API server, such as Pod Security's. */
  readonly onWarning?: (text: string) => void;
  readonly signal?: AbortSignal;
}

export interface KubeUserInfo {
  readonly username: string;
  readonly groups: readonly string[];
}

/** A right in the client's namespace, in the words of RBAC; the resource is of the core group. */
export interface AccessRight {
  readonly verb: string;
  readonly resource: string;
  readonly subresource?: string;
  /** One object; absent: any. */
  readonly name?: string;
}

export interface AccessAnswer {
  readonly allowed: boolean;
  /** The authorizer's words, where it has any. */
  readonly reason?: string;
}

export interface KubeNamespace {
  /** It is being deleted and takes nothing new. */
  readonly terminating: boolean;
}

export interface KubeTarget {
  readonly context: string;
  readonly cluster: string;
  readonly server: string;
  readonly namespace: string;
  /** The proxy that the requests go through, without its login. */
  readonly proxy?: string;
}

/** What the kubeconfig files hold, as a person chooses from it. */
export interface KubeContexts {
  readonly contexts: readonly KubeContext[];
  /** The kubeconfig's current context, if it names one that exists. */
  readonly current?: string;
  /** The files that were looked at. */
  readonly files: readonly string[];
  /** Files that could not be used, and why. */
  readonly problems: readonly KubeConfigProblem[];
}

export interface KubeConfigProblem {
  readonly file: string;
  /** Localised; holds nothing of the file's content but names. */
  readonly message: string;
}

export interface KubeContext {
  readonly name: string;
  readonly cluster: string;
  readonly user: string;
  /** The context's default namespace. */
  readonly namespace?: string;
}

/** The write side of a container's stdin. One call at a time. */
export interface StdinStream {
  /**
   * Resolves when the chunk's memory is free again: the socket took the bytes, which is the back-pressure, or the last
   * few of them wait for more, as full messages are fewer.
   */
  write(chunk: Uint8Array): Promise<void>;
  /** Resolves when the socket took all that was written. */
  flush(): Promise<void>;
  /** Says that nothing more will come, and resolves when the stream is closed. Throws KubeError if it broke before. */
  end(): Promise<void>;
  /** Drops the connection at once. */
  destroy(): void;
}

export type KubeErrorCode =
  /** No answer: DNS, refused, reset, TLS, proxy. */
  | 'unreachable'
  /** 401, an expired certificate or token, a credential plugin that failed. */
  | 'unauthenticated'
  /** 403 by RBAC. */
  | 'forbidden'
  /** 403 by an admission controller: Pod Security, quota, webhook. */
  | 'admission'
  | 'not-found'
  | 'conflict'
  /** 422 and 400: the object is wrong. */
  | 'invalid'
  /** 429, 500 and above: worth another try. */
  | 'unavailable'
  /** The kubeconfig: missing, broken, no such context. */
  | 'kubeconfig';

/** A cluster's refusal or silence. `message` is the cluster's own words where it said any. */
export class KubeError extends Error {
  override readonly name = 'KubeError';
  readonly code: KubeErrorCode;
  /** HTTP status, where there was an answer. */
  readonly status: number | undefined;
  /** The request surely changed nothing: it never reached the server, or the server refused it. */
  readonly undone: boolean;

  constructor(
    code: KubeErrorCode,
    message: string,
    options?: { readonly status?: number; readonly undone?: boolean; readonly cause?: unknown },
  ) {
    super(message, options);
    this.code = code;
    this.status = options?.status;
    this.undone = options?.undone ?? (options?.status !== undefined && options.status < 500);
  }
}

/** Whether the cluster gave no answer, or none that counts: it may give one later. */
export function isSilence(error: unknown): boolean {
  return error instanceof KubeError && (error.code === 'unreachable' || error.code === 'unavailable');
}
