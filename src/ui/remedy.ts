import type { FailureCode } from '../builders/builder.ts';
import type { BuildRequest } from '../build/request.ts';
import type { QuestionId } from './questions/questions.ts';

/** What a button under a failure does. */
export type Remedy =
  | { readonly kind: 'edit'; readonly question: QuestionId }
  | { readonly kind: 'settings'; readonly key: string }
  | { readonly kind: 'dockerfile' }
  /** A corrected Secret is made beside the one that the build logs in by. */
  | { readonly kind: 'correct-secret' }
  | { readonly kind: 'rebuild' };

/** The buttons that help with a failed build, the best first. */
export function remediesFor(code: FailureCode, { builder, credentials }: BuildRequest): readonly Remedy[] {
  const mayBeFaulty =
    credentials.kind === 'secret' && (code === 'credentials-broken' || code === 'push-refused');
  return [...(mayBeFaulty ? [{ kind: 'correct-secret' } as const] : []), remedyFor(code, builder.id)];
}

/** The button that helps with a failure; `builder` is the id of the builder that ran. */
export function remedyFor(code: FailureCode, builder: string): Remedy {
  switch (code) {
    case 'credentials-unavailable':
    case 'credentials-broken':
    case 'push-refused':
    case 'secret-missing':
      return { kind: 'edit', question: 'credentials' };
    case 'cluster-forbidden':
    case 'admission-refused':
      return { kind: 'edit', question: 'namespace' };
    case 'kubeconfig':
    case 'cluster-unreachable':
    case 'cluster-unauthenticated':
      return { kind: 'edit', question: 'cluster' };
    case 'context-unreadable':
    case 'context-rejected':
    case 'source-missing':
      return { kind: 'edit', question: 'context' };
    case 'target-unknown':
      return { kind: 'edit', question: 'target' };
    case 'dockerfile-syntax':
    case 'base-image':
    case 'run-failed':
      return { kind: 'dockerfile' };
    case 'image-pull':
      return { kind: 'settings', key: `kanikoBuild.${builder}.image` };
    case 'builder-unfit':
    case 'usage':
      return { kind: 'settings', key: `kanikoBuild.${builder}` };
    case 'registry-tls':
    case 'registry-unreachable':
      return { kind: 'settings', key: 'kanikoBuild.registries' };
    case 'start-timeout':
    case 'deadline':
      return { kind: 'settings', key: 'kanikoBuild.limits' };
    case 'out-of-memory':
    case 'evicted':
    case 'disk-full':
      return { kind: 'settings', key: 'kanikoBuild.resources' };
    case 'settings-invalid':
      return { kind: 'settings', key: 'kanikoBuild.pod' };
    case 'request-invalid':
    case 'dockerfile-unreadable':
    case 'dockerfile-missing':
    case 'object-invalid':
    case 'container-config':
    case 'pod-lost':
    case 'upload-broken':
    case 'permission':
    case 'unknown':
      return { kind: 'rebuild' };
  }
}
