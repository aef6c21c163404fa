import { readFile } from 'node:fs/promises';
import type { Builder, Failure } from '../../builders/builder.ts';
import { baseImages, type BaseImages } from '../../dockerfile/base-images.ts';
import { KubeError, type KubeApi } from '../../kube/api.ts';
import type { ImageReference } from '../../registry/reference.ts';
import { failureOf } from '../end-failure.ts';
import { pullRoutes, registryMirrors } from '../mirrors.ts';
import type { BuildPlan } from '../plan.ts';
import type { BuildRequest } from '../request.ts';
import type { PreflightOptions, PreflightParts } from './ports.ts';
import { within } from './time-limit.ts';

/** Milliseconds that reading a large context may take. */
const PLAN_LIMIT = 60_000;

/** What several checks need to know, found out once. */
export class Situation {
  readonly request: BuildRequest;
  readonly builder: Builder;
  readonly parts: PreflightParts;
  readonly signal: AbortSignal;
  /** Milliseconds. */
  readonly limit: number;
  /** The client of the kubeconfig's context. Rejects with KubeError `kubeconfig`. */
  readonly kube: Promise<KubeApi>;
  /** Settles when the user's credentials are ready. Rejects with KubeError or TooLate. */
  readonly authenticated: Promise<KubeApi>;
  /** The version of a cluster that answers. Rejects with KubeError or TooLate. */
  readonly version: Promise<string>;
  /** The client of a cluster that answers and takes the credentials; undefined when it does not. */
  readonly reached: Promise<KubeApi | undefined>;
  /** What would be applied, or why there is nothing. */
  readonly plan: Promise<BuildPlan | Failure>;
  /** Text of the Dockerfile; undefined when it cannot be read. */
  readonly dockerfile: Promise<string | undefined>;

  constructor(
    request: BuildRequest,
    builder: Builder,
    parts: PreflightParts,
    { signal, limit }: PreflightOptions,
  ) {
    this.request = request;
    this.builder = builder;
    this.parts = parts;
    this.signal = signal;
    this.limit = limit;
    this.kube = awaited(parts.connect(request.cluster));
    this.authenticated = awaited(this.#authenticate());
    this.version = awaited(this.#version());
    this.reached = awaited(this.#reach());
    this.plan = awaited(this.#plan());
    this.dockerfile = readFile(request.dockerfile, 'utf8').catch(() => undefined);
  }

  /** Runs a check's work within its time. */
  async within<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    return await within(this.limit, this.signal, work);
  }

  /** The images that the build pulls; undefined when the Dockerfile cannot be read. */
  async baseImages(): Promise<BaseImages | undefined> {
    const text = await this.dockerfile;
    const { buildArgs, target } = this.request;
    return text === undefined
      ? undefined
      : baseImages(text, { buildArgs, ...(target === undefined ? {} : { target }) });
  }

  /** The places from which an image is pulled in turn. */
  routes(image: ImageReference): readonly ImageReference[] {
    try {
      return pullRoutes(image, registryMirrors(this.request.registries));
    } catch {
      // A setting that is no registry stops the plan, which says so.
      return [image];
    }
  }

  async #authenticate(): Promise<KubeApi> {
    const kube = await this.kube;
    await this.within((signal) => kube.authenticate(signal));
    return kube;
  }

  async #version(): Promise<string> {
    const kube = await this.authenticated;
    return await this.within((signal) => kube.version(signal));
  }

  async #reach(): Promise<KubeApi | undefined> {
    try {
      await this.version;
    } catch (error) {
      this.signal.throwIfAborted();
      // Whoever may not see the version may do other things.
      if (!(error instanceof KubeError && error.code === 'forbidden')) return undefined;
    }
    return await this.kube;
  }

  async #plan(): Promise<BuildPlan | Failure> {
    // Only an existing Secret is looked up in the cluster.
    const kube = this.request.credentials.kind === 'secret' ? await this.reached : undefined;
    try {
      return await within(PLAN_LIMIT, this.signal, (signal) => this.parts.plan(kube, signal));
    } catch (error) {
      this.signal.throwIfAborted();
      return failureOf(error, undefined);
    }
  }
}

/** The same promise; nobody need wait for it for its failure to be told elsewhere. */
function awaited<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}

/** Whether a plan could be made. */
export function isPlan(plan: BuildPlan | Failure): plan is BuildPlan {
  return 'pod' in plan;
}
