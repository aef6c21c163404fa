import * as l10n from '@vscode/l10n';
import type { Builder, Failure } from '../builders/builder.ts';
import type { BaseTriggers } from '../context/reads/dockerfile-reads.ts';
import { isSilence, KubeError, type KubeApi } from '../kube/api.ts';
import { cleanUp } from './clean-up.ts';
import { createSecret } from './create-secret.ts';
import { Cancelled, deadlinePassed, failureOf, UploadLost } from './end-failure.ts';
import type { Run, StartOptions } from './engine.ts';
import { BuildError } from './errors.ts';
import type { RunEvent, RunResult, RunState } from './events.ts';
import { feed } from './feed.ts';
import { LogFollower } from './follow.ts';
import { manifestHeader } from './manifest-header.ts';
import { manifestYaml } from './manifest-yaml.ts';
import type { BuildPlan } from './plan.ts';
import { certainNo } from './preflight/certain-no.ts';
import type { PreflightReport } from './preflight/report.ts';
import { pushedImages } from './pushed-images.ts';
import type { BuildRequest, ClusterChoice } from './request.ts';
import { podLost, waitForStart } from './wait-for-start.ts';

/** The parts that a run is made of; whoever composes the product passes them in. */
export interface RunParts {
  /** The builder that the request names. Throws BuildError when there is none. */
  readonly builder: () => Builder;
  readonly connect: (cluster: ClusterChoice) => Promise<KubeApi>;
  readonly plan: (kube: KubeApi, signal: AbortSignal) => Promise<BuildPlan>;
  /** What is known of the plan's chances before anything is created. */
  readonly check: (kube: KubeApi, plan: BuildPlan, signal: AbortSignal) => Promise<PreflightReport>;
  /** The plan with what the base images' own instructions read. */
  readonly extend: (plan: BuildPlan, triggers: BaseTriggers, signal: AbortSignal) => Promise<BuildPlan>;
}

/** Seconds beyond the Pod's own deadline after which a cluster that does not end it is not waited for. */
const DEADLINE_GRACE = 120;
/** The states in their order: a run never goes back, unless it starts over. */
const ORDER: readonly RunState[] = ['preparing', 'waiting', 'uploading', 'building', 'pushing'];

/** Starts a run. Everything it does is told through `options.onEvent`; what goes wrong is its result. */
export function startRun(request: BuildRequest, parts: RunParts, options: StartOptions): Run {
  const run = new BuildRun(request, parts, options);
  return { id: options.id, result: run.perform(), cancel: () => run.cancel() };
}

class BuildRun {
  readonly #request: BuildRequest;
  readonly #parts: RunParts;
  readonly #insist: boolean;
  readonly #tell: (event: RunEvent) => void;
  readonly #abort = new AbortController();
  readonly #startedAt = new Date().toISOString();
  #state: RunState = 'preparing';
  #kube: KubeApi | undefined;
  #plan: BuildPlan | undefined;
  #follower: LogFollower | undefined;
  /** Whether objects may exist in the cluster. */
  #created = false;
  #containerEnded = false;
  /** What the preflight found beside the failure that ended the run. */
  #otherFaults: readonly string[] = [];
  #stoppedByCheck = false;

  constructor(request: BuildRequest, parts: RunParts, options: StartOptions) {
    this.#request = request;
    this.#parts = parts;
    this.#insist = options.insist === true;
    this.#tell = options.onEvent;
  }

  cancel(): void {
    this.#abort.abort(new Cancelled());
  }

  async perform(): Promise<RunResult> {
    // Whoever started the run gets to keep it before the first event.
    await Promise.resolve();
    this.#tell({ type: 'state', at: this.#startedAt, state: 'preparing' });
    let result: RunResult;
    try {
      result = await this.#build();
    } catch (error) {
      result = this.#unsuccessful(error);
    }
    const warning = await this.#cleanUp();
    if (warning !== undefined) result = { ...result, warnings: [...result.warnings, warning] };
    this.#tell({ type: 'state', at: result.endedAt, state: result.outcome });
    this.#tell({ type: 'result', result });
    return result;
  }

  async #build(): Promise<RunResult> {
    const signal = this.#abort.signal;
    signal.throwIfAborted();
    const builder = this.#parts.builder();
    const kube = await this.#parts.connect(this.#request.cluster);
    this.#kube = kube;
    const plan = await this.#checked(kube, await this.#parts.plan(kube, signal), signal);
    this.#plan = plan;
    this.#tellWhyAll(plan);
    this.#tellManifests(plan);
    try {
      return await this.#inPod(kube, builder, plan);
    } catch (error) {
      if (!(error instanceof UploadLost) || signal.aborted || this.#follower?.hasBegun === true) throw error;
      await this.#startOver(error, plan);
      return await this.#inPod(kube, builder, plan);
    }
  }

  #tellWhyAll({ context: { everything } }: BuildPlan): void {
    if (everything === undefined) return;
    const text = l10n.t('All that is not ignored goes: {0}', everything);
    this.#tell({ type: 'log', at: now(), level: 'info', text });
  }

  #tellManifests(plan: BuildPlan): void {
    const header = manifestHeader(this.#request, plan, 'redacted');
    this.#tell({ type: 'manifests', at: now(), yaml: manifestYaml(plan, { secrets: 'redacted', header }) });
  }

  /**
   * Removes a Pod that did not get its context and built nothing of it. Stdin that broke cannot be opened again, as the
   * container's ends with its first client. The next Pod has the same name, by which an interrupted run is cleaned up.
   */
  async #startOver(lost: UploadLost, plan: BuildPlan): Promise<void> {
    const text = l10n.t(
      '{0} Nothing was built of it. Pod {1} is made anew, and all of it is sent once more.',
      lost.failure.message,
      plan.pod.metadata.name,
    );
    this.#tell({ type: 'log', at: now(), level: 'warning', text });
    if ((await this.#cleanUp()) !== undefined) throw lost;
    this.#created = false;
    this.#containerEnded = false;
    this.#follower = undefined;
    this.#state = 'preparing';
  }

  /** One Pod's life up to the end of its container. */
  async #inPod(kube: KubeApi, builder: Builder, plan: BuildPlan): Promise<RunResult> {
    const signal = this.#abort.signal;
    signal.throwIfAborted();
    await this.#create(kube, plan);
    signal.throwIfAborted();
    this.#enter('waiting');
    await waitForStart({
      kube,
      pod: plan.pod.metadata.name,
      builder,
      ownSecret: plan.secret?.metadata.name,
      limitSeconds: this.#request.limits.startSeconds,
      signal,
      onDetail: (detail) => this.#tell({ type: 'state', at: now(), state: 'waiting', detail }),
    });
    const guard = setTimeout(
      () => this.#abort.abort(deadlinePassed(this.#request.limits.buildSeconds)),
      (this.#request.limits.buildSeconds + DEADLINE_GRACE) * 1000,
    );
    try {
      return await this.#uploadAndFollow(kube, builder, plan);
    } finally {
      clearTimeout(guard);
    }
  }

  /**
   * The plan after all that can be known of it. Only what is certain stops a build: what could not be told may go well.
   * Whoever insists need not wait, unless the base images may read more than what is planned.
   */
  async #checked(kube: KubeApi, plan: BuildPlan, signal: AbortSignal): Promise<BuildPlan> {
    this.#plan = plan;
    if (this.#insist && !plan.context.partial) return plan;
    const report = await this.#parts.check(kube, plan, signal);
    const no = this.#insist ? undefined : certainNo(report);
    if (no === undefined) return await this.#parts.extend(plan, report.triggers ?? {}, signal);
    this.#otherFaults = no.others;
    this.#stoppedByCheck = true;
    throw new BuildError(no.failure);
  }

  /**
   * The Pod first, because the Secret names it as its owner; the Pod waits for its volume. Neither request is
   * aborted by a cancel: a half-sent one could leave an object that nobody knows of.
   */
  async #create(kube: KubeApi, plan: BuildPlan): Promise<void> {
    this.#created = true;
    const pod = await kube.createPod(plan.pod).catch((error: unknown) => {
      if (error instanceof KubeError && error.undone) this.#created = false;
      throw error;
    });
    if (plan.secret === undefined) return;
    const { name, uid } = pod.metadata;
    const owner = { apiVersion: 'v1', kind: 'Pod', name, uid: uid ?? '' };
    await createSecret(kube, {
      ...plan.secret,
      metadata: { ...plan.secret.metadata, ownerReferences: [owner] },
    });
  }

  async #uploadAndFollow(kube: KubeApi, builder: Builder, plan: BuildPlan): Promise<RunResult> {
    this.#enter(plan.remoteContext === undefined ? 'uploading' : 'building');
    const over = new AbortController();
    const signal = AbortSignal.any([this.#abort.signal, over.signal]);
    const follower = new LogFollower({
      kube,
      builder,
      pod: plan.pod.metadata.name,
      destinations: this.#request.destinations,
      signal,
      onLog: (line) => this.#tell({ type: 'log', ...line }),
      onStep: (step) => this.#tell({ type: 'step', step }),
      onState: (state) => this.#enter(state),
    });
    this.#follower = follower;
    try {
      const { digest } = await feed({
        kube,
        builder,
        plan,
        follower,
        signal,
        giveUp: (lost) => over.abort(lost),
        onUpload: (progress) => this.#tell({ type: 'upload', at: now(), ...progress }),
        onStalled: (seconds) => this.#stalled(seconds),
        onSent: () => this.#enter('building'),
        onEnd: () => (this.#containerEnded = true),
      });
      return this.#succeeded(follower, digest);
    } catch (error) {
      over.signal.throwIfAborted();
      throw error;
    } finally {
      // Whatever is still being read of this Pod is nobody's news any more.
      over.abort();
    }
  }

  #stalled(seconds: number): void {
    if (this.#state !== 'uploading') return;
    const detail = l10n.t('the cluster has taken nothing for {0} seconds', seconds);
    this.#tell({ type: 'state', at: now(), state: 'uploading', ...(seconds > 0 ? { detail } : {}) });
  }

  #enter(state: RunState): void {
    if (ORDER.indexOf(state) <= ORDER.indexOf(this.#state)) return;
    this.#state = state;
    this.#tell({ type: 'state', at: now(), state });
  }

  #succeeded(follower: LogFollower, digest: string | undefined): RunResult {
    const endedAt = now();
    follower.finish('succeeded', endedAt);
    return {
      outcome: 'succeeded',
      startedAt: this.#startedAt,
      endedAt,
      ...(digest === undefined ? {} : { digest }),
      images: pushedImages(this.#request.destinations, follower.evidence().pushed, digest),
      warnings: this.#warnings(),
    };
  }

  #unsuccessful(error: unknown): RunResult {
    const endedAt = now();
    // An abort reaches us as its reason from most places, and as a bare AbortError from some.
    const cause: unknown = this.#abort.signal.aborted ? this.#abort.signal.reason : this.#lostIfGone(error);
    const outcome = cause instanceof Cancelled ? 'cancelled' : this.#outcomeOf(cause);
    this.#follower?.finish(outcome === 'cancelled' ? 'cancelled' : 'failed', endedAt);
    const failure: Failure | undefined =
      outcome === 'cancelled' ? undefined : failureOf(cause, this.#kube?.target);
    return {
      outcome,
      startedAt: this.#startedAt,
      endedAt,
      images: [],
      ...(failure === undefined ? {} : { failure }),
      ...(this.#stoppedByCheck && outcome === 'failed' ? { stoppedByCheck: true } : {}),
      warnings: this.#warnings(),
    };
  }

  /** Log and attach say "not found" of a Pod that was there: it is gone. */
  #lostIfGone(error: unknown): unknown {
    const gone = error instanceof KubeError && error.code === 'not-found' && this.#follower !== undefined;
    return gone ? podLost(this.#plan?.pod.metadata.name ?? '') : error;
  }

  /** A build that was under way and whose end nobody saw is lost, not failed. */
  #outcomeOf(cause: unknown): 'failed' | 'lost' {
    if (cause instanceof BuildError) return cause.failure.code === 'pod-lost' ? 'lost' : 'failed';
    return isSilence(cause) && this.#follower !== undefined ? 'lost' : 'failed';
  }

  #warnings(): readonly string[] {
    return [
      ...this.#otherFaults,
      ...(this.#plan?.warnings ?? []),
      ...(this.#follower?.evidence().warnings ?? []),
    ];
  }

  async #cleanUp(): Promise<string | undefined> {
    if (!this.#created || this.#kube === undefined || this.#plan === undefined) return undefined;
    return await cleanUp(this.#kube, {
      pod: this.#plan.pod.metadata.name,
      secret: this.#plan.secret?.metadata.name,
      ended: this.#containerEnded,
    });
  }
}

function now(): string {
  return new Date().toISOString();
}
