import type { Builder } from '../builders/builder.ts';
import { packContext } from '../context/tar.ts';
import type { KubeApi } from '../kube/api.ts';
import { containerEnd, failedBuild } from './container-end.ts';
import { contextUnread, type UploadLost } from './end-failure.ts';
import type { UploadEvent } from './events.ts';
import type { LogFollower } from './follow.ts';
import type { BuildPlan } from './plan.ts';
import { upload } from './upload.ts';

export interface FedPod {
  readonly kube: KubeApi;
  readonly builder: Builder;
  readonly plan: BuildPlan;
  readonly follower: LogFollower;
  readonly signal: AbortSignal;
  /** Must abort `signal`: the container got no whole context and does not end by itself. */
  readonly giveUp: (lost: UploadLost) => void;
  readonly onUpload: (progress: Omit<UploadEvent, 'type' | 'at'>) => void;
  /** As in {@link upload}. */
  readonly onStalled: (seconds: number) => void;
  readonly onSent: () => void;
  readonly onEnd: () => void;
}

/**
 * Sends a started Pod its context, unless it fetches one itself, and follows it to its end. Resolves when the builder succeeded with the whole of the
 * context: an archive has its end at its end only, and no builder goes on without having read it. Throws BuildError,
 * {@link UploadLost} among them, ContextError and KubeError.
 */
export async function feed(fed: FedPod): Promise<{ readonly digest?: string }> {
  const { builder, follower } = fed;
  const isFetched = fed.plan.remoteContext !== undefined;
  const ended = new AbortController();
  const delivery = { isHandedOver: isFetched };
  const followed = follower.follow().finally(() => ended.abort());
  const sent = isFetched
    ? Promise.resolve()
    : send(fed, AbortSignal.any([fed.signal, ended.signal]), () => (delivery.isHandedOver = true)).catch(
        (error: unknown) => {
          // The end says it all.
          if (!ended.signal.aborted) throw error;
        },
      );
  const { end, broken } = await containerEnd(
    followed,
    { sent, isHandedOver: () => delivery.isHandedOver, hasBegun: () => follower.hasBegun },
    fed.giveUp,
  );
  fed.onEnd();
  const verdict = builder.verdict(end, follower.evidence());
  if (verdict.outcome === 'failed') throw failedBuild(verdict.failure, broken);
  if (!delivery.isHandedOver) throw contextUnread();
  return verdict;
}

async function send(
  { kube, builder, plan, onUpload, onStalled, onSent }: FedPod,
  signal: AbortSignal,
  onHandedOver: () => void,
): Promise<void> {
  const stdin = await kube.attachStdin(plan.pod.metadata.name, builder.container, signal);
  const { files: totalFiles, bytes: totalBytes } = plan.context.totals;
  let read = { bytes: 0, files: 0 };
  const context = packContext(plan.context, {
    signal,
    onProgress: (bytes, files) => (read = { bytes, files }),
  });
  await upload(context, stdin, signal, {
    onProgress: (progress) => onUpload({ ...read, totalBytes, totalFiles, ...progress }),
    onStalled,
    onHandedOver,
  });
  onSent();
}
