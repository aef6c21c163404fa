import { KubeError } from './api.ts';
import type { KubeErrorCode } from './api.ts';

/**
 * Whether the request may be sent again: `always` when the server has surely done nothing, `idempotent` when it may
 * have, `never` when a second try would end alike.
 */
export type RetryAdvice = 'always' | 'idempotent' | 'never';

/** A failed request, with what the failure says about another try. */
export class RequestError extends KubeError {
  readonly retry: RetryAdvice;
  /** Milliseconds that the server asked to wait for. */
  readonly retryAfter: number | undefined;

  constructor(
    code: KubeErrorCode,
    message: string,
    options: {
      readonly retry: RetryAdvice;
      readonly retryAfter?: number | undefined;
      readonly status?: number;
      readonly undone?: boolean;
      readonly cause?: unknown;
    },
  ) {
    super(code, message, options);
    this.retry = options.retry;
    this.retryAfter = options.retryAfter;
  }
}
