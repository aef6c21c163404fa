import type { BuildRequest } from './request.ts';

/** Labels of everything that a run makes in a cluster: who made it, and for which run. */
export function runLabels(runId: string): Readonly<Record<string, string>> {
  return {
    'app.kubernetes.io/managed-by': 'kaniko-build',
    'app.kubernetes.io/component': 'image-build',
    'kaniko-build/run': runId,
  };
}

/** Annotations of a run's Pod, for whoever finds it: what is built and to where. */
export function runAnnotations(request: BuildRequest): Readonly<Record<string, string>> {
  return { 'kaniko-build/destinations': request.destinations.join(' ') };
}

/** Whether a label's or annotation's key is one that runs are found by, so that no setting may give it. */
export function isOwnKey(key: string): boolean {
  return key.startsWith('kaniko-build/') || key in runLabels('');
}
