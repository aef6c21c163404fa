import type { FailureCode } from '../builders/builder.ts';
import type { RunResult } from '../build/events.ts';

export const USAGE = 2;
const BUILD_FAILED = 1;
const CLUSTER = 3;
const INTERRUPTED = 130;

const BEFORE_THE_CLUSTER = new Set<FailureCode>([
  'request-invalid',
  'builder-unfit',
  'dockerfile-unreadable',
  'context-unreadable',
  'credentials-unavailable',
  'kubeconfig',
]);

const BY_THE_CLUSTER = new Set<FailureCode>([
  'cluster-unreachable',
  'cluster-unauthenticated',
  'cluster-forbidden',
  'admission-refused',
  'object-invalid',
  'secret-missing',
  'image-pull',
  'container-config',
  'start-timeout',
  'pod-lost',
  'upload-broken',
]);

/** The exit code of a command that ended with a failure of this code. */
export function exitCodeOf(code: FailureCode): number {
  if (BEFORE_THE_CLUSTER.has(code)) return USAGE;
  return BY_THE_CLUSTER.has(code) ? CLUSTER : BUILD_FAILED;
}

/** The exit code of `kaniko-build build` with this result. */
export function exitCodeOfResult({ outcome, failure }: RunResult): number {
  switch (outcome) {
    case 'succeeded':
      return 0;
    case 'cancelled':
      return INTERRUPTED;
    case 'lost':
      return CLUSTER;
    case 'failed':
      return failure === undefined ? BUILD_FAILED : exitCodeOf(failure.code);
  }
}
