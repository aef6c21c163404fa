import type { Failure } from '../builders/builder.ts';

/** Carries a {@link Failure} through code that throws. */
export class BuildError extends Error {
  override readonly name = 'BuildError';
  readonly failure: Failure;

  constructor(failure: Failure, options?: ErrorOptions) {
    super(failure.message, options);
    this.failure = failure;
  }
}

/** The failure that `error` carries, if it is a BuildError of this bundle or of another. */
export function failureIn(error: unknown): Failure | undefined {
  if (!(error instanceof Error) || error.name !== 'BuildError' || !('failure' in error)) return undefined;
  return (error as BuildError).failure;
}
