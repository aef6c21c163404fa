import type { ContainerEnd, Failure } from '../builders/builder.ts';
import { KubeError } from '../kube/api.ts';
import { uploadBroken } from './end-failure.ts';
import { BuildError } from './errors.ts';

/** Milliseconds that a container may take to end by itself after its upload broke. */
const LIMIT_AFTER_BROKEN_UPLOAD = 15_000;

/** How a container ended, and what broke its upload, if something did. */
export interface ObservedEnd {
  readonly end: ContainerEnd;
  readonly broken: BuildError | undefined;
}

/**
 * The end of a container that is being followed while its context is being sent. A broken connection is not the last
 * word: the container's own may say more, so it gets some time to end by itself before `giveUp` is called. Throws at
 * once what else `sent` or `followed` fails with, a file that cannot be read for instance.
 */
export async function containerEnd(
  followed: Promise<ContainerEnd>,
  sent: Promise<void>,
  giveUp: (broken: BuildError) => void,
): Promise<ObservedEnd> {
  const failed = await Promise.race([
    sent.then(
      () => undefined,
      (error: unknown) => ({ error }),
    ),
    followed.then(() => undefined),
  ]);
  if (failed === undefined) return { end: await followed, broken: undefined };
  if (!(failed.error instanceof KubeError)) {
    followed.catch(() => undefined);
    throw failed.error;
  }
  const broken = uploadBroken(failed.error);
  const late = setTimeout(() => giveUp(broken), LIMIT_AFTER_BROKEN_UPLOAD);
  try {
    return { end: await followed, broken };
  } finally {
    clearTimeout(late);
  }
}

/** What a builder says of half a context is no more than that; anything else that it says is the cause. */
export function failedBuild(failure: Failure, broken: BuildError | undefined): BuildError {
  const truncated = failure.code === 'context-rejected' || failure.code === 'unknown';
  return broken !== undefined && truncated ? broken : new BuildError(failure);
}
