import { setTimeout as sleep } from 'node:timers/promises';
import type { Builder, ContainerEnd, LogEvidence, LogReader } from '../builders/builder.ts';
import { isSilence, type KubeApi } from '../kube/api.ts';
import type { Pod } from '../kube/objects.ts';
import { followLines } from '../kube/resumable-log.ts';
import type { LogEvent, RunState, Step } from './events.ts';
import { StepTracker, type StepEnd } from './steps.ts';
import { podLost } from './wait-for-start.ts';

/** A cluster that has not answered for so many milliseconds is given up. */
const SILENCE_LIMIT = 120_000;
/** Milliseconds that the Pod's status may lag behind the end of its log. */
const STATUS_LAG = 15_000;
const STATUS_INTERVAL = 100;

export interface FollowedPod {
  readonly kube: KubeApi;
  readonly builder: Builder;
  readonly pod: string;
  readonly destinations: readonly string[];
  readonly signal: AbortSignal;
  readonly onLog: (line: Omit<LogEvent, 'type'>) => void;
  readonly onStep: (step: Step) => void;
  /** Told `building` and `pushing` when the log shows them. */
  readonly onState: (state: Extract<RunState, 'building' | 'pushing'>) => void;
}

/** Follows a started build to its end: log lines become events, steps and evidence. */
export class LogFollower {
  readonly #followed: FollowedPod;
  readonly #reader: LogReader;
  readonly #steps = new StepTracker();
  #silentSince: number | undefined;
  #hasBegun = false;

  constructor(followed: FollowedPod) {
    this.#followed = followed;
    this.#reader = followed.builder.logReader({ destinations: followed.destinations });
  }

  /** Settles when the container has ended and every line was told. Throws KubeError, or BuildError if the Pod is lost. */
  async follow(): Promise<ContainerEnd> {
    const { kube, pod, builder, signal } = this.#followed;
    const lines = followLines(kube, pod, builder.container, { isOver: () => this.#isOver(), signal });
    for await (const { at, text } of lines) this.#line(at, text);
    return await this.#end();
  }

  /** Whether the log shows that the build itself began. */
  get hasBegun(): boolean {
    return this.#hasBegun;
  }

  evidence(): LogEvidence {
    return this.#reader.evidence();
  }

  /** Ends the step that was running. `at` is RFC 3339. */
  finish(end: StepEnd, at: string): void {
    for (const step of this.#steps.finish(end, at)) this.#followed.onStep(step);
  }

  #line(at: string, raw: string): void {
    const { text, level, meanings } = this.#reader.read(raw);
    this.#followed.onLog({ at, level, text });
    for (const meaning of meanings) {
      if (meaning.kind === 'stage' || meaning.kind === 'step') this.#begins('building');
      if (meaning.kind === 'pushing') this.#begins('pushing');
      for (const step of this.#steps.read(meaning, at)) this.#followed.onStep(step);
    }
  }

  #begins(state: 'building' | 'pushing'): void {
    this.#hasBegun = true;
    this.#followed.onState(state);
  }

  /** Whether the container has ended or the Pod is gone. A silent cluster is asked again for a while. */
  async #isOver(): Promise<boolean> {
    const { kube, pod, signal } = this.#followed;
    try {
      const found = await kube.readPod(pod, signal);
      this.#silentSince = undefined;
      return found === undefined || endOf(found, this.#followed.builder.container) !== undefined;
    } catch (error) {
      if (!isSilence(error)) throw error;
      this.#silentSince ??= Date.now();
      if (Date.now() - this.#silentSince > SILENCE_LIMIT) throw error;
      return false;
    }
  }

  async #end(): Promise<ContainerEnd> {
    const { kube, pod, builder, signal } = this.#followed;
    const deadline = Date.now() + STATUS_LAG;
    for (;;) {
      const found = await kube.readPod(pod, signal);
      if (found === undefined) throw podLost(pod);
      const end = endOf(found, builder.container);
      if (end !== undefined) return end;
      if (Date.now() > deadline) return {};
      await sleep(STATUS_INTERVAL, undefined, { signal });
    }
  }
}

/** How the container ended; undefined while it has not. */
function endOf({ status }: Pod, container: string): ContainerEnd | undefined {
  const termination = status?.containerStatuses?.find(({ name }) => name === container)?.state?.terminated;
  if (termination === undefined && status?.phase !== 'Failed' && status?.phase !== 'Succeeded')
    return undefined;
  return {
    ...(termination === undefined ? {} : { termination }),
    ...(status?.reason === undefined ? {} : { podReason: status.reason }),
    ...(status?.message === undefined ? {} : { podMessage: status.message }),
  };
}
