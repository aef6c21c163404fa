/** A check took longer than it may. */
export class TooLate extends Error {
  override readonly name = 'TooLate';
}

/**
 * Runs `work` for at most so many milliseconds. Throws {@link TooLate}, what `work` throws, or the reason of `signal`,
 * also when `work` itself does not hear of an abort.
 */
export async function within<T>(
  milliseconds: number,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  const limit = new AbortController();
  const both = AbortSignal.any([signal, limit.signal]);
  const timer = setTimeout(() => limit.abort(new TooLate()), milliseconds);
  let stop: (() => void) | undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    stop = (): void => reject(both.reason as Error);
    both.addEventListener('abort', stop);
  });
  try {
    return await Promise.race([work(both), aborted]);
  } catch (error) {
    // Some reject with a bare AbortError.
    throw both.aborted ? (both.reason as Error) : error;
  } finally {
    clearTimeout(timer);
    if (stop !== undefined) both.removeEventListener('abort', stop);
  }
}
