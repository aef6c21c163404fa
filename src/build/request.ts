import type { MountedSecret, Resources } from '../builders/builder.ts';
import type { JsonObject } from '../kube/json.ts';

/**
 * What the user wants built and where. Plain JSON that holds no secret: the same object is remembered per Dockerfile,
 * kept in a record and given on the command line.
 */
export interface BuildRequest {
  /** Absolute path. With a context that the builder fetches it names the build, and need not exist. */
  readonly dockerfile: string;
  /** Absolute path of the folder that COPY and ADD read, or a URL that the builder fetches it from. */
  readonly context: string;
  /** Of a context that is a URL. */
  readonly remote?: RemoteOptions;
  /** Everything that the ignore file leaves goes, not only what the Dockerfile reads. */
  readonly contextAll?: boolean;
  /** At least one image reference. */
  readonly destinations: readonly string[];
  readonly target?: string;
  readonly buildArgs: Readonly<Record<string, string>>;
  readonly builder: BuilderChoice;
  readonly cluster: ClusterChoice;
  readonly credentials: CredentialsChoice;
  readonly registries: RegistrySettings;
  /** The layer cache; absent: none. */
  readonly cache?: CacheChoice;
  readonly limits: RunLimits;
  /** Requests and limits of the build container that differ from the builder's own, by resource name. */
  readonly resources?: Resources;
  /** Settings of the Pod by their key below `pod.`, as they were written: making a plan checks them. */
  readonly pod?: JsonObject;
  readonly overlay?: PodOverlay;
}

/** A part of a Pod that is merged into the one of the build. Its text is kept, so that a past build can be run again. */
export interface PodOverlay {
  /** Path of the file that it was read from. */
  readonly file: string;
  /** YAML. */
  readonly text: string;
}

/** What is said of a context beside its URL. */
export interface RemoteOptions {
  /** Path of the Dockerfile inside the context, or inside `subPath`; `Dockerfile` when absent. */
  readonly dockerfile?: string;
  /** The folder inside it that COPY and ADD read. */
  readonly subPath?: string;
  /** Of a git repository: branch, tag, whole reference or commit. */
  readonly branch?: string;
  /** Where git's access token is, or the key of Azure's storage account. */
  readonly secret?: MountedSecret;
}

export interface BuilderChoice {
  readonly id: string;
  readonly flavour: string;
  /** Reference of the executor image; the flavour's pinned default when absent. */
  readonly image?: string;
  /** The user's own arguments of the builder, one token each. */
  readonly arguments?: readonly string[];
}

export interface ClusterChoice {
  /** Paths of kubeconfig files, merged in order as kubectl does; empty: `KUBECONFIG`, else the default file. */
  readonly kubeconfig: readonly string[];
  readonly context: string;
  readonly namespace: string;
}

export type CredentialsChoice =
  /**
   * The entries of the local Docker config for the registries that the build touches; where `registries` (`host[:port]`)
   * is there, for those alone.
   */
  | { readonly kind: 'docker-config'; readonly registries?: readonly string[] }
  /** A user and a password or token kept elsewhere (SecretStorage, stdin), for the destinations' registries. */
  | { readonly kind: 'typed'; readonly username: string }
  /** An existing Secret in the namespace. */
  | { readonly kind: 'secret'; readonly name: string }
  /** What the Pod gets from the cloud that it runs in, by its service account or node: nothing is sent. */
  | { readonly kind: 'ambient' }
  | { readonly kind: 'none' };

export interface RegistrySettings {
  /** `host[:port]` of registries that speak plain HTTP. */
  readonly insecure: readonly string[];
  /** Path of a PEM file with a private CA, by registry `host[:port]`. */
  readonly certificates: Readonly<Record<string, string>>;
  /** `host[:port][/path]` that Docker Hub's images are pulled from, in this order. */
  readonly mirrors?: readonly string[];
  /** The same for any registry `host[:port]`. */
  readonly map?: Readonly<Record<string, readonly string[]>>;
  /** A registry that has mirrors is never asked itself. */
  readonly mirrorsOnly?: boolean;
}

/** Where and how long the layers of a build are kept for the next. */
export interface CacheChoice {
  /** `host[:port]/path` without a tag; `cache` below the first destination's repository when absent. */
  readonly repository?: string;
  /** Seconds that a layer is of use; the builder's own limit when absent. */
  readonly ttlSeconds?: number;
  /** Also the layers of COPY. */
  readonly copyLayers?: boolean;
}

export interface RunLimits {
  /** Seconds that the Pod may take to start. */
  readonly startSeconds: number;
  /** Seconds that the whole build may take. */
  readonly buildSeconds: number;
}
