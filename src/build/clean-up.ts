import { setTimeout as sleep } from 'node:timers/promises';
import * as l10n from '@vscode/l10n';
import { isSilence, KubeError, type KubeApi } from '../kube/api.ts';

/** Milliseconds that clean-up may take: it must not be cut short by a cancelled build, nor keep anyone waiting. */
const LIMIT = 20_000;
const INTERVAL = 250;

export interface Leftovers {
  /** Name of the run, and of its Pod. */
  readonly pod: string;
  readonly secret: string | undefined;
  /** Whether the container is known to have ended, so that the Pod needs no time to stop. */
  readonly ended: boolean;
}

/**
 * Deletes a run's Pod and Secret and waits until the Pod is gone, for at most `limit` milliseconds. Never throws:
 * returns a localised warning when something may have stayed behind.
 */
export async function cleanUp(
  kube: KubeApi,
  { pod, secret, ended }: Leftovers,
  limit = LIMIT,
): Promise<string | undefined> {
  const signal = AbortSignal.timeout(limit);
  try {
    await Promise.all([
      untilAnswered(() => removePod(kube, pod, ended, signal), signal),
      secret === undefined ? undefined : untilAnswered(() => removeSecret(kube, secret, signal), signal),
    ]);
    return undefined;
  } catch (error) {
    const { context, namespace } = kube.target;
    const reason = error instanceof Error ? error.message : String(error);
    return l10n.t(
      'Pod {0} and its Secret may be left in namespace {1} of {2}: {3}',
      pod,
      namespace,
      context,
      reason,
    );
  }
}

async function removePod(kube: KubeApi, pod: string, ended: boolean, signal: AbortSignal): Promise<void> {
  await kube.deletePod(pod, { signal, ...(ended ? { graceSeconds: 0 } : {}) });
  while ((await kube.readPod(pod, signal)) !== undefined) {
    await sleep(INTERVAL, undefined, { signal });
  }
}

async function removeSecret(kube: KubeApi, secret: string, signal: AbortSignal): Promise<void> {
  try {
    await kube.deleteSecret(secret, { signal });
  } catch (error) {
    // The Pod owns the Secret, so the cluster removes it where the user may not.
    if (!(error instanceof KubeError && error.code === 'forbidden')) throw error;
  }
}

/** Tries again while the cluster does not answer. */
async function untilAnswered(work: () => Promise<void>, signal: AbortSignal): Promise<void> {
  for (;;) {
    try {
      await work();
      return;
    } catch (error) {
      if (!isSilence(error) || signal.aborted) throw error;
      await sleep(INTERVAL * 4, undefined, { signal });
    }
  }
}
