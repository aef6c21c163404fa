import type { ContainerEnd, Failure } from '../builders/builder.ts';
import { isSilence, KubeError } from '../kube/api.ts';
import { uploadBroken, UploadLost } from './end-failure.ts';
import { BuildError } from './errors.ts';

/** Milliseconds that a container may take to end by itself, or to begin the build, after its upload broke. */
const LIMIT_AFTER_BROKEN_UPLOAD = 15_000;

/** A context on its way to a container. */
export interface Delivery {
  /** Settles when the container had all of its input, or never will. */
  readonly sent: Promise<void>;
  /** Whether the connection took the last byte. */
  readonly isHandedOver: () => boolean;
  /** Whether the builder began the build, which it does when it has read the archive to its end. */
  readonly hasBegun: () => boolean;
}

/** How a container ended, and what broke its upload, if something did. */
export interface ObservedEnd {
  readonly end: ContainerEnd;
  readonly broken: UploadLost | undefined;
}

/**
 * The end of a container that is being followed while its context is being sent. A broken connection is not the last
 * word: the container's own may say more, so it gets some time to end by itself before `giveUp` is called; if the
 * connection broke behind the last byte the container may have all it needs, and begin. Throws at once what else is
 * wrong: a file that cannot be read, a cluster that forbids to attach, and what `followed` fails with.
 */
export async function containerEnd(
  followed: Promise<ContainerEnd>,
  { sent, isHandedOver, hasBegun }: Delivery,
  giveUp: (broken: UploadLost) => void,
  limit = LIMIT_AFTER_BROKEN_UPLOAD,
): Promise<ObservedEnd> {
  const failed = await Promise.race([
    sent.then(
      () => undefined,
      (error: unknown) => ({ error }),
    ),
    followed.then(() => undefined),
  ]);
  if (failed === undefined) return { end: await followed, broken: undefined };
  if (!isBreak(failed.error)) {
    followed.catch(() => undefined);
    throw failed.error;
  }
  const broken = uploadBroken(failed.error);
  const late = setTimeout(() => {
    if (!isHandedOver() || !hasBegun()) giveUp(broken);
  }, limit);
  try {
    return { end: await followed, broken };
  } finally {
    clearTimeout(late);
  }
}

/** A Pod or container that is not there any more has an end, which says more. */
function isBreak(error: unknown): error is KubeError {
  return (
    isSilence(error) ||
    (error instanceof KubeError && (error.code === 'not-found' || error.code === 'invalid'))
  );
}

/** A builder that did not get all of its context says so, or ends without a word; anything else that it says is the cause. */
export function failedBuild(failure: Failure, broken: UploadLost | undefined): BuildError {
  if (failure.code === 'upload-broken') return broken ?? new UploadLost(failure);
  return broken !== undefined && failure.code === 'unknown'
    ? new BuildError(broken.failure)
    : new BuildError(failure);
}
