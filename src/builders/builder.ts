import type { Container, ContainerTermination, Pod } from '../kube/objects.ts';
import type { PodSettings } from './pod-settings.ts';

/**
 * What every builder answers. The run, the history and the user interface know builders only by this port;
 * what is one builder's own stays in its folder.
 */
export interface Builder extends BuilderProfile {
  /**
   * The Pod that builds `input`; it reads the context as a gzip tar on the stdin of {@link Builder.container}, unless
   * the input says that it fetches one itself.
   */
  pod(input: PodInput): Pod;
  /** Why it, in that flavour, cannot fetch a context, localised; undefined where it can. */
  refusesContext(context: RemoteContext, flavour?: string): string | undefined;
  /** Name of the container that builds. */
  readonly container: string;
  /** Folders in it that nothing may be mounted at, nor above. */
  readonly ownFolders: readonly string[];
  /** A reader for one run's log. */
  logReader(input: LogInput): LogReader;
  /** What exit code, reason and log say together. Pure. */
  verdict(end: ContainerEnd, evidence: LogEvidence): Verdict;
  /** How it speaks to registries, where builders differ. */
  readonly registryManners: RegistryManners;
  /**
   * What speaks against the flags that a Pod of `input` would give to the very image: extra arguments that it does not
   * know, features that it lacks. Pure.
   */
  objections(input: PodInput): readonly Objection[];
}

/** What speaks against a Pod before it is made. */
export interface Objection {
  /** The builder surely stops, or does what this product does not stand for; else it is a warning. */
  readonly certain: boolean;
  /** Localised; holds no value that looks like a secret. */
  readonly message: string;
  readonly remedy?: string;
}

/** What decides whether a builder's push and pull succeed, beside the login. Hosts are `host[:port]`. */
export interface RegistryManners {
  /** It tries plain HTTP there where TLS fails, although nobody says that the registry speaks it. */
  readonly fallsBackToHttp: (host: string) => boolean;
  /** It checks the certificate also of a registry that is said to speak plain HTTP and speaks TLS. */
  readonly verifiesInsecure: boolean;
  /** It finds Docker Hub's entry of a config by each of its names, not by `https://index.docker.io/v1/` only. */
  readonly everyHubKey: boolean;
  /** It may get a login there from the cloud that it runs in, which nobody sees from outside. */
  readonly ambientLogin: (host: string) => boolean;
  /** A build fails when its layers cannot be pushed to the cache; else it goes on and warns. */
  readonly stopsWithoutCache: boolean;
}

/** What is known of a builder where it is chosen: little enough to be loaded at activation. */
export interface BuilderProfile {
  /** Stable identifier in settings, records and on the command line. */
  readonly id: string;
  /** Name shown to people. */
  readonly name: string;
  /** What it demands of the cluster, in one localised sentence shown where it is chosen. */
  readonly access: () => string;
  /** Variants of the executor, the default first. At least one. */
  readonly flavours: readonly Flavour[];
}

export interface Flavour {
  readonly id: string;
  readonly name: string;
  /** Pinned reference of the executor image; absent where no public one exists and the user must name one. */
  readonly image?: string;
  /** Repositories, with their registry, that are known to hold it; mirrors keep the last parts of the path. */
  readonly repositories?: readonly RegExp[];
  readonly features: FlavourFeatures;
}

/** What a flavour does otherwise than BuildKit with what Dockerfiles say; what is not named works. */
export type FlavourFeatures = Readonly<Partial<Record<DockerfileFeature, FeatureDeviation>>>;

/** What can be said in a Dockerfile and does not work everywhere. */
export type DockerfileFeature =
  | 'run-heredoc'
  | 'run-quoted-heredoc'
  | 'copy-heredoc'
  | 'copy-heredoc-variables'
  | 'mount-bind'
  | 'mount-bind-from'
  | 'mount-cache'
  | 'mount-secret'
  | 'mount-ssh'
  | 'mount-tmpfs'
  | 'run-network'
  | 'run-security'
  | 'run-device'
  | 'copy-parents'
  | 'copy-exclude'
  | 'copy-link'
  | 'copy-symbolic-chmod'
  | 'copy-as-user'
  | 'copy-ignored'
  | 'add-checksum'
  | 'add-git'
  | 'add-unpack'
  | 'from-platform'
  | 'platform-args'
  | 'arg-over-env'
  | 'start-interval'
  | 'volume-writes'
  | 'lost-paths'
  | 'syntax-frontend'
  | 'unset-operators'
  | 'pattern-operators';

export interface FeatureDeviation {
  /**
   * `refused`: the build stops. `wrong`: it goes on and makes another image than the Dockerfile says. `differs`: the
   * image may differ. `slight`: it differs in what hardly ever matters.
   */
  readonly how: 'refused' | 'wrong' | 'differs' | 'slight';
  /** What happens, one localised sentence that follows the builder's name and a colon. */
  readonly reason: () => string;
  /** The first version in which it works as in BuildKit. */
  readonly until?: string;
  /** Folders and files concerned, for `lost-paths`. */
  readonly paths?: readonly string[];
}

/** Everything a builder's Pod is made of. Plain data: the same input gives the same Pod. */
export interface PodInput {
  /** DNS label; name of the Pod and prefix of all that belongs to the run. */
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly flavour: string;
  readonly image: string;
  /** Path of the Dockerfile inside the context, with forward slashes. */
  readonly dockerfile: string;
  /** What the builder fetches itself; absent where the context comes on stdin. */
  readonly remoteContext?: RemoteContext;
  readonly destinations: readonly string[];
  readonly target?: string;
  readonly buildArgs: Readonly<Record<string, string>>;
  readonly credentials?: MountedSecret;
  /** `host[:port]` of registries that speak plain HTTP. */
  readonly insecureRegistries: readonly string[];
  /** Private CAs: the Secret's key that holds the PEM, by registry `host[:port]`. */
  readonly registryCertificates: Readonly<Record<string, MountedSecret>>;
  /** The layer cache; absent: none. */
  readonly cache?: LayerCache;
  /** Whence base images come instead of the registries that they name. */
  readonly mirrors?: readonly RegistryMirrors[];
  /** Arguments of the user's for the builder itself, one token each, behind its own. */
  readonly arguments?: readonly string[];
  /** The Pod ends itself after so many seconds. */
  readonly deadlineSeconds: number;
  /** Requests and limits of the container that builds; those not named are the builder's own. */
  readonly resources?: Resources;
  readonly settings?: PodSettings;
}

/** Where the layers of one build are kept for the next. */
export interface LayerCache {
  /** `host[:port]/path`, without a tag. */
  readonly repository: string;
  /** Seconds after which a layer is of no use; the builder's own limit when absent. */
  readonly ttlSeconds?: number;
  /** Also the layers of COPY, where the builder makes a difference. */
  readonly copyLayers: boolean;
}

/** What stands in for one registry when images are pulled. */
export interface RegistryMirrors {
  /** `host[:port]`; Docker Hub is `docker.io`. */
  readonly registry: string;
  /** `host[:port][/path]`, in the order in which they are asked; the image's path follows the mirror's. At least one. */
  readonly mirrors: readonly string[];
  /** The registry itself is asked where none of them has the image. */
  readonly fallback: boolean;
}

export type Resources = NonNullable<Container['resources']>;

/** One key of a Secret in the Pod's namespace. */
export interface MountedSecret {
  readonly secretName: string;
  readonly key: string;
}

/** A context that the builder fetches itself. No part of it is secret. */
export interface RemoteContext {
  /** `archive` is a gzip tar at a URL; `folder` is one in the container that builds. */
  readonly kind: 'git' | 'archive' | 's3' | 'gs' | 'azure' | 'folder';
  /** `http(s)://…` for git, archive and azure, `s3://…`, `gs://…`, `dir:///…`. Without a fragment. */
  readonly url: string;
  /** Of a git repository: branch, tag, whole reference (`refs/…`) or commit. */
  readonly revision?: string;
  /** The folder in it that COPY and ADD read: relative, with forward slashes, without dots. */
  readonly subPath?: string;
  /** Holds git's access token, or the key of an Azure storage account. */
  readonly secret?: MountedSecret;
}

export interface LogInput {
  readonly destinations: readonly string[];
}

/** Turns one run's log into what it means. Feed it every line once, in order. */
export interface LogReader {
  /** `line` is as the container wrote it, without newline, ANSI included. */
  read(line: string): LogLine;
  /** What the lines so far say about the end. */
  evidence(): LogEvidence;
}

export interface LogLine {
  /** The line for people: no ANSI, no padding. */
  readonly text: string;
  readonly level: LogLevel;
  readonly meanings: readonly LogMeaning[];
}

/** `output` is what a RUN step printed. */
export type LogLevel = 'debug' | 'info' | 'warning' | 'error' | 'output';

export type LogMeaning =
  /** The builder waits for, or reads, the context. */
  | { readonly kind: 'reading-context' }
  /** A stage begins. */
  | { readonly kind: 'stage'; readonly name: string }
  /** An instruction begins; the one before it has ended. */
  | { readonly kind: 'step'; readonly instruction: string }
  /** The current instruction has ended with no other beginning. */
  | { readonly kind: 'step-end' }
  /** Cache result for the instruction named, else for the current one. */
  | { readonly kind: 'cache'; readonly result: 'hit' | 'miss'; readonly instruction?: string }
  /** The push of an image to a destination (not of a cache layer) begins. */
  | { readonly kind: 'pushing'; readonly reference: string }
  | { readonly kind: 'pushed'; readonly repository: string; readonly digest: string };

export interface LogEvidence {
  /** The line that tells why it failed, if one did. */
  readonly error?: string;
  /** Digests of destinations that the log says were pushed, by repository as the request words it (no tag). */
  readonly pushed: Readonly<Record<string, string>>;
  /** The instruction that was running at the end. */
  readonly lastStep?: string;
  /** The last lines that it printed, oldest first; a bounded number of bounded lines. */
  readonly outputTail?: readonly string[];
  /** Warnings worth repeating at the end: a cache that could not be written, an ignored flag. */
  readonly warnings: readonly string[];
}

/** How the container ended, with the Pod's own reason where it has one (`Evicted`, `DeadlineExceeded`). */
export interface ContainerEnd {
  readonly termination?: ContainerTermination;
  readonly podReason?: string;
  readonly podMessage?: string;
}

export type Verdict =
  | { readonly outcome: 'succeeded'; readonly digest?: string }
  | { readonly outcome: 'failed'; readonly failure: Failure };

/** Why a build did not succeed: a value, not an exception. Strings are localised and hold no secret. */
export interface Failure {
  readonly code: FailureCode;
  readonly message: string;
  /** What to do about it. */
  readonly remedy?: string;
  /** The line or words that prove it, as they were. */
  readonly evidence?: string;
}

export type FailureCode =
  // found before the cluster was asked
  | 'request-invalid'
  | 'settings-invalid'
  | 'builder-unfit'
  | 'dockerfile-unreadable'
  | 'context-unreadable'
  | 'credentials-unavailable'
  // the cluster refused or was unreachable
  | 'cluster-unreachable'
  | 'cluster-unauthenticated'
  | 'cluster-forbidden'
  | 'kubeconfig'
  | 'admission-refused'
  | 'object-invalid'
  | 'secret-missing'
  | 'image-pull'
  | 'container-config'
  | 'start-timeout'
  | 'pod-lost'
  // the build
  | 'upload-broken'
  | 'context-rejected'
  | 'dockerfile-syntax'
  | 'dockerfile-missing'
  | 'target-unknown'
  | 'source-missing'
  | 'base-image'
  | 'run-failed'
  | 'push-refused'
  | 'registry-unreachable'
  | 'registry-tls'
  | 'credentials-broken'
  | 'out-of-memory'
  | 'evicted'
  | 'disk-full'
  | 'deadline'
  | 'permission'
  | 'usage'
  | 'unknown';
