import type { ContextQuery } from '../context/preparation.ts';
import type { KubeContexts, KubeTarget } from '../kube/api.ts';
import type { Login } from '../registry/auth.ts';
import type { RegistryOutcome } from '../registry/check/outcome.ts';
import type { ContextListing } from './context-listing.ts';
import type { RunEvent, RunResult } from './events.ts';
import type { PreflightReport } from './preflight/report.ts';
import type { RegistrySecretRequest } from './registry-secret.ts';
import type { BuildRequest, ClusterChoice, RegistrySettings } from './request.ts';
import type { ExistingSecret, SecretInspection } from './secret-correction.ts';

/**
 * The heavy half of the product as its users see it: everything that needs a cluster client, a tar writer or a YAML
 * library. It lives in a bundle of its own (`dist/engine.js`) that nothing loads before it is needed. What it throws
 * is a BuildError, to be read by {@link failureIn} because the bundles do not share classes.
 */
export interface Engine {
  /** The contexts of the kubeconfig files; `kubeconfig` as in {@link ClusterChoice}. Never asks a cluster. */
  kubeContexts(kubeconfig: readonly string[]): Promise<KubeContexts>;
  /** Namespaces of the cluster, or undefined when the user may not list them. Throws BuildError. */
  namespaces(
    cluster: Pick<ClusterChoice, 'kubeconfig' | 'context'>,
    signal?: AbortSignal,
  ): Promise<readonly string[] | undefined>;
  /** Whether a cluster answers, within two seconds; runs no credential program. Rejects with the signal's reason only. */
  probe(cluster: Pick<ClusterChoice, 'kubeconfig' | 'context'>, signal?: AbortSignal): Promise<ClusterAnswer>;
  /** Where a choice leads as the kubeconfig stands now. Asks no cluster. Throws BuildError. */
  target(cluster: ClusterChoice): Promise<KubeTarget>;
  /**
   * Whether the namespace exists, by one cheap request within two seconds; `unknown` also for a cluster that does not
   * answer. Rejects with the signal's reason only.
   */
  namespaceState(
    cluster: ClusterChoice,
    signal?: AbortSignal,
  ): Promise<'there' | 'missing' | 'terminating' | 'unknown'>;
  /**
   * The registries of a build, without those in `except`, for which this machine holds a login that the build would take
   * along. Throws BuildError.
   */
  localLogins(
    request: BuildRequest,
    except: readonly string[],
    signal?: AbortSignal,
  ): Promise<readonly string[]>;
  /** A Secret with registry credentials as YAML that `kubectl apply` takes. Throws BuildError. */
  secretManifest(request: RegistrySecretRequest, options: ManifestOptions): Promise<string>;
  /**
   * Creates such a Secret. One of that name is deleted before with `replace`, and else left alone: `exists`. Throws
   * BuildError.
   */
  createSecret(request: RegistrySecretRequest, options: SecretOptions): Promise<'created' | 'exists'>;
  /** What a builder would make of a Secret of the namespace. Throws BuildError. */
  inspectSecret(existing: ExistingSecret, signal?: AbortSignal): Promise<SecretInspection>;
  /**
   * Creates a Secret of what can be saved of another one, which stays as it is, and of logins for the rest. `exists`: there
   * is one of that name, which is left alone. Throws BuildError.
   */
  createCorrectedSecret(existing: ExistingSecret, options: CorrectionOptions): Promise<'created' | 'exists'>;
  /** Whether a registry takes a login, within five seconds. Rejects with the signal's reason only. */
  tryLogin(
    login: { readonly registry: string; readonly username: string; readonly password: string },
    registries: RegistrySettings,
    signal?: AbortSignal,
  ): Promise<RegistryOutcome>;
  /**
   * The Secret and Pod that a build of `request` would apply, as one YAML text that `kubectl apply` takes.
   * Throws BuildError.
   */
  manifests(request: BuildRequest, options: ManifestOptions): Promise<string>;
  /** What a build would upload, and why. Reads the folder, asks no cluster. Throws BuildError. */
  context(query: ContextQuery): Promise<ContextListing>;
  /**
   * What can be known of a build of `request` before anything is created: nothing is. Throws the signal's reason only.
   */
  preflight(request: BuildRequest, options: CheckOptions): Promise<PreflightReport>;
  /** Starts a build. Never throws: what goes wrong is the run's result. */
  start(request: BuildRequest, options: StartOptions): Run;
  /** Deletes what an interrupted run may have left, by the names in its record. Throws BuildError. */
  cleanUp(cluster: ClusterChoice, runId: string): Promise<void>;
}

export type ClusterAnswer =
  /** `version` is '' where it is not told. */
  | { readonly answers: true; readonly version: string }
  /** `reason` is localised; absent: there was no answer in time. */
  | { readonly answers: false; readonly reason?: string };

export interface SecretOptions {
  /** Password or token, for `typed` credentials. */
  readonly password?: string;
  readonly replace?: boolean;
  readonly signal?: AbortSignal;
}

export interface CorrectionOptions {
  /** Of the new Secret. */
  readonly name: string;
  /** By registry (`host[:port]`). Holds secrets. */
  readonly logins: Readonly<Record<string, Login>>;
  readonly signal?: AbortSignal;
}

export interface ManifestOptions {
  /** `redacted` puts a placeholder in place of every secret value. */
  readonly secrets: 'redacted' | 'real';
  /** Password or token, for `typed` credentials. */
  readonly password?: string;
  readonly signal?: AbortSignal;
}

export interface CheckOptions {
  /** Password or token, for `typed` credentials. */
  readonly password?: string;
  readonly signal?: AbortSignal;
  /** Milliseconds that each check may take; 1500 by default. */
  readonly limit?: number;
}

export interface StartOptions {
  /** From {@link newRunId}. */
  readonly id: string;
  /** Password or token, for `typed` credentials. */
  readonly password?: string;
  /** Builds even where the preflight says that it will fail. */
  readonly insist?: boolean;
  /** The user was asked about what the linter and the search for secrets find, and wants the build. */
  readonly confirmed?: boolean;
  /** Called for each event in order; after the `result` event no more come. */
  readonly onEvent: (event: RunEvent) => void;
}

export interface Run {
  readonly id: string;
  /** Settles after clean-up. Never rejects. */
  readonly result: Promise<RunResult>;
  /** Ends the run in any state and removes its Pod and Secret. Idempotent. */
  cancel(): void;
}
