import { setTimeout as sleep } from 'node:timers/promises';
import * as l10n from '@vscode/l10n';
import type { Builder } from '../builders/builder.ts';
import type { KubeApi } from '../kube/api.ts';
import type { KubeEvent } from '../kube/objects.ts';
import { BuildError } from './errors.ts';
import { startStatus } from './pod-start.ts';

/** Milliseconds between looks at the Pod: soon at first, because most Pods start in a second or two. */
const FIRST_INTERVAL = 150;
const LONGEST_INTERVAL = 2000;
/** Events are read for a Pod that has not started after so many milliseconds, and as often again. */
const EVENTS_AFTER = 1200;

export interface StartWait {
  readonly kube: KubeApi;
  readonly pod: string;
  readonly builder: Pick<Builder, 'id' | 'container'>;
  /** Name of the Secret that the run itself makes, if any. */
  readonly ownSecret: string | undefined;
  /** Seconds until it is given up. */
  readonly limitSeconds: number;
  readonly signal: AbortSignal;
  /** Told why the Pod still waits, each time that changes. */
  readonly onDetail: (detail: string) => void;
}

/**
 * Waits by name, with nothing but the right to get Pods, until the container has started; returns the node's name.
 * Throws BuildError when it cannot start, or has not by the limit, and KubeError.
 */
export async function waitForStart(wait: StartWait): Promise<string | undefined> {
  const began = Date.now();
  let interval = FIRST_INTERVAL;
  let events: readonly KubeEvent[] = [];
  let eventsAt = began + EVENTS_AFTER;
  let detail: string | undefined;
  for (;;) {
    const pod = await wait.kube.readPod(wait.pod, wait.signal);
    if (pod === undefined) throw podLost(wait.pod);
    if (Date.now() >= eventsAt) {
      events = (await wait.kube.podEvents(wait.pod, wait.signal)) ?? [];
      eventsAt = Date.now() + EVENTS_AFTER;
    }
    const status = startStatus(pod, wait.builder, events, wait.ownSecret);
    if (status.kind === 'started') return status.node;
    if (status.kind === 'impossible') throw new BuildError(status.failure);
    if (status.detail !== undefined && status.detail !== detail) {
      detail = status.detail;
      wait.onDetail(detail);
    }
    if (Date.now() - began > wait.limitSeconds * 1000) throw startTimeout(wait.limitSeconds, detail);
    await sleep(interval, undefined, { signal: wait.signal });
    interval = Math.min(interval * 1.25, LONGEST_INTERVAL);
  }
}

/** Somebody or something else removed the Pod. */
export function podLost(pod: string): BuildError {
  return new BuildError({
    code: 'pod-lost',
    message: l10n.t('Pod {0} is gone: it was deleted, or its node was lost.', pod),
    remedy: l10n.t('Rebuild; if it happens again, ask whoever runs the cluster what removes Pods.'),
  });
}

function startTimeout(seconds: number, detail: string | undefined): BuildError {
  return new BuildError({
    code: 'start-timeout',
    message:
      detail === undefined
        ? l10n.t('The Pod did not start within {0} seconds.', seconds)
        : l10n.t('The Pod did not start within {0} seconds: {1}', seconds, detail),
    remedy: l10n.t(
      'Wait until the cluster has room, choose another cluster, or raise the start limit in the settings.',
    ),
    ...(detail === undefined ? {} : { evidence: detail }),
  });
}
