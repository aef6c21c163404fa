import * as l10n from '@vscode/l10n';
import type { Failure } from '../builders/builder.ts';
import { ContextError } from '../context/context-error.ts';
import { KubeError, type KubeTarget } from '../kube/api.ts';
import { BuildError } from './errors.ts';
import { kubeFailure } from './kube-failure.ts';

/** The reason of a run's abort when its user wants it: not an error. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
}

/** Whatever ended a run, as a failure. */
export function failureOf(error: unknown, target: KubeTarget | undefined): Failure {
  if (error instanceof BuildError) return error.failure;
  if (error instanceof KubeError) return kubeFailure(error, target);
  if (error instanceof ContextError) {
    return { code: 'context-unreadable', message: error.message, remedy: error.remedy };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { code: 'unknown', message, evidence: message };
}

/** A builder did not get all of its context, so nothing can have come of it: another Pod may be tried. */
export class UploadLost extends BuildError {}

/** The connection that carries the context broke before all of it was taken. */
export function uploadBroken(cause: KubeError): UploadLost {
  return new UploadLost(
    {
      code: 'upload-broken',
      message: l10n.t('The upload of the build context broke: {0}', cause.message),
      remedy: l10n.t('Rebuild; if it happens again, look for a proxy that closes long connections.'),
      evidence: cause.message,
    },
    { cause },
  );
}

/** The builder says that it succeeded, and ended before all of the context was sent: it cannot have read it. */
export function contextUnread(): BuildError {
  return new BuildError({
    code: 'upload-broken',
    message: l10n.t(
      'The builder ended as if it had succeeded, but before all of the build context was sent.',
    ),
    remedy: l10n.t(
      'Do not use what it pushed. Look at the executor image: it does not read the context from its input.',
    ),
  });
}

/** The Pod outlived its deadline and the cluster did not end it. */
export function deadlinePassed(seconds: number): BuildError {
  return new BuildError({
    code: 'deadline',
    message: l10n.t('The build took longer than {0} seconds.', seconds),
    remedy: l10n.t('Raise the build limit in the settings.'),
  });
}
