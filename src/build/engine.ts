import type { KubeContexts } from '../kube/api.ts';
import type { ContextQuery } from '../context/preparation.ts';
import type { ContextListing } from './context-listing.ts';
import type { RunEvent, RunResult } from './events.ts';
import type { BuildRequest, ClusterChoice } from './request.ts';

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
  /**
   * The Secret and Pod that a build of `request` would apply, as one YAML text that `kubectl apply` takes.
   * Throws BuildError.
   */
  manifests(request: BuildRequest, options: ManifestOptions): Promise<string>;
  /** What a build would upload, and why. Reads the folder, asks no cluster. Throws BuildError. */
  context(query: ContextQuery): Promise<ContextListing>;
  /** Starts a build. Never throws: what goes wrong is the run's result. */
  start(request: BuildRequest, options: StartOptions): Run;
  /** Deletes what an interrupted run may have left, by the names in its record. Throws BuildError. */
  cleanUp(cluster: ClusterChoice, runId: string): Promise<void>;
}

export interface ManifestOptions {
  /** `redacted` puts a placeholder in place of every secret value. */
  readonly secrets: 'redacted' | 'real';
  /** Password or token, for `typed` credentials. */
  readonly password?: string;
  readonly signal?: AbortSignal;
}

export interface StartOptions {
  /** From {@link newRunId}. */
  readonly id: string;
  /** Password or token, for `typed` credentials. */
  readonly password?: string;
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
