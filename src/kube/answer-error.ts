import * as l10n from '@vscode/l10n';
import type { KubeErrorCode, KubeTarget } from './api.ts';
import { RequestError } from './request-error.ts';
import type { RetryAdvice } from './request-error.ts';

/** An HTTP answer other than success. */
export interface RefusedAnswer {
  readonly status: number;
  readonly body: string;
  /** The `Retry-After` header. */
  readonly retryAfter?: string | undefined;
}

/** Characters of an answer that is no `Status` object which are worth showing. */
const EXCERPT = 300;

/**
 * Makes the error of a refusal. The message is the cluster's own, from the `Status` object that every Kubernetes
 * API server answers with (kubernetes.io/docs/reference/kubernetes-api/common-definitions/status).
 */
export function errorFromAnswer(answer: RefusedAnswer, target: KubeTarget): RequestError {
  const words = ownWords(answer.body);
  const code = codeOf(answer.status, words);
  const retryAfter = retryAfterMilliseconds(answer.retryAfter);
  return new RequestError(code, messageOf(code, answer.status, words, target), {
    status: answer.status,
    retry: adviceOf(code, answer.status, retryAfter),
    retryAfter,
  });
}

/** What an API server, a kubelet or a proxy between said: the `Status` message, else the start of a plain text. */
function ownWords(body: string): string {
  try {
    const status = JSON.parse(body) as { readonly message?: unknown } | null;
    if (typeof status?.message === 'string') {
      return status.message;
    }
  } catch {
    // No JSON: a kubelet or a proxy answers in plain text or HTML.
  }
  const text = body.trim();
  return text.startsWith('<') ? '' : text.slice(0, EXCERPT);
}

function codeOf(status: number, words: string): KubeErrorCode {
  if (status === 401) return 'unauthenticated';
  if (status >= 400 && status < 500 && isAdmission(status, words)) return 'admission';
  if (status === 403) return 'forbidden';
  if (status === 404) return 'not-found';
  if (status === 409) return 'conflict';
  if (status === 408 || status === 429 || status >= 500) return 'unavailable';
  return status >= 400 ? 'invalid' : 'unreachable';
}

/**
 * Admission controllers answer 403 as authorizers do, webhooks and policies with a status of their choice. An
 * authorizer says `User "…" cannot …`; an admission controller says `… is forbidden: ` and its reason.
 */
function isAdmission(status: number, words: string): boolean {
  const controller =
    /admission webhook "[^"]*" denied|ValidatingAdmissionPolicy|violates PodSecurity|exceeded quota|must specify|security context constraint/i;
  const authorizer = /\bUser "[^"]*" cannot /;
  return (
    controller.test(words) || (status === 403 && words.includes('forbidden: ') && !authorizer.test(words))
  );
}

function messageOf(code: KubeErrorCode, status: number, words: string, target: KubeTarget): string {
  if (code === 'unreachable') {
    return l10n.t('{0} does not answer as a Kubernetes API server does: HTTP {1}.', target.server, status);
  }
  return words === '' ? l10n.t('{0} answered HTTP {1} without a reason.', target.server, status) : words;
}

/** As client-go: 429 is never executed, and a server that names a time to wait asks for the request again. */
function adviceOf(code: KubeErrorCode, status: number, retryAfter: number | undefined): RetryAdvice {
  if (code !== 'unavailable') return 'never';
  return status === 429 || retryAfter !== undefined ? 'always' : 'idempotent';
}

function retryAfterMilliseconds(header: string | undefined): number | undefined {
  const seconds = header === undefined || header === '' ? Number.NaN : Number(header);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : undefined;
}
