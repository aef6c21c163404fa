import type { Failure, FailureCode } from '../../builders/builder.ts';

/** The side of a build that a plan failed of. */
export type PlanSide = 'dockerfile' | 'context' | 'credentials' | 'request' | 'cluster';

/** The failure of a plan if this side caused it. */
export function failureOfPlan(failure: Failure, side: PlanSide): Failure | undefined {
  return sideOf(failure.code) === side ? failure : undefined;
}

function sideOf(code: FailureCode): PlanSide {
  switch (code) {
    case 'dockerfile-unreadable':
    case 'dockerfile-syntax':
    case 'dockerfile-missing':
    case 'target-unknown':
      return 'dockerfile';
    case 'context-unreadable':
    case 'source-missing':
      return 'context';
    case 'credentials-unavailable':
    case 'credentials-broken':
    case 'secret-missing':
      return 'credentials';
    case 'kubeconfig':
    case 'cluster-unreachable':
    case 'cluster-unauthenticated':
    case 'cluster-forbidden':
      return 'cluster';
    default:
      return 'request';
  }
}
