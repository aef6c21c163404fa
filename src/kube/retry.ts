import { pause } from './pause.ts';
import { RequestError } from './request-error.ts';

/** Milliseconds to wait before each further attempt. */
const DELAYS = [200, 500, 1000, 2000] as const;
/** A server may ask for at most so many milliseconds of waiting at a time. */
const LONGEST_WAIT = 30_000;

export interface RetryOptions {
  /** Whether doing the request twice does the same as doing it once. */
  readonly idempotent: boolean;
  readonly signal?: AbortSignal | undefined;
  readonly delays?: readonly number[] | undefined;
}

/**
 * Runs `attempt` until it succeeds, fails for good or has failed once more often than there are delays. Throws the
 * last failure; an abort rejects with the signal's reason.
 */
export async function retrying<T>(attempt: () => Promise<T>, options: RetryOptions): Promise<T> {
  const delays = options.delays ?? DELAYS;
  for (let failures = 0; ; failures++) {
    options.signal?.throwIfAborted();
    try {
      return await attempt();
    } catch (error) {
      const delay = delays[failures];
      if (delay === undefined || !(error instanceof RequestError) || !allows(error, options.idempotent)) {
        throw error;
      }
      const wait = Math.min(error.retryAfter ?? 0, LONGEST_WAIT);
      // Half of the delay is chance, so that many clients do not come back at one moment.
      await pause(Math.max(wait, delay * (0.5 + Math.random() / 2)), options.signal);
    }
  }
}

function allows(error: RequestError, idempotent: boolean): boolean {
  return error.retry === 'always' || (error.retry === 'idempotent' && idempotent);
}
