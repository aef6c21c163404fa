import type { Failure, FailureCode } from './builder.ts';
import { shortened } from './terminal-text.ts';

/** One failure that a builder is known for. */
export interface KnownFailure {
  /** Found in the builder's error without the prefix that names its phase. */
  readonly pattern: RegExp;
  readonly code: FailureCode | ((subject: FailureSubject) => FailureCode);
  /** Localised; made when the failure is, as the language may not be known before. */
  readonly message: (found: Found) => string;
  readonly remedy?: (found: Found) => string;
}

/** What was being done when it failed. */
export interface FailureSubject {
  /** Whether the destination is spoken to, or all else: the build, which pulls base images. */
  readonly phase: 'build' | 'push';
  /** `host[:port]` that was pushed to, where the error says so. */
  readonly registry?: string;
  /** The instruction that was running. */
  readonly step?: string;
  readonly exitCode: number;
}

export interface Found extends FailureSubject {
  /** The pattern's groups by number; '' for one that took no part. */
  readonly group: (index: number) => string;
  /** The error without the prefix that names its phase. */
  readonly words: string;
}

/** The first entry of `catalogue` that knows `words`, as a failure without evidence. */
export function findFailure(
  catalogue: readonly KnownFailure[],
  words: string,
  subject: FailureSubject,
): Failure | undefined {
  for (const known of catalogue) {
    const match = known.pattern.exec(words);
    if (match === null) continue;
    const found: Found = { ...subject, words, group: (index) => match[index] ?? '' };
    return {
      code: typeof known.code === 'string' ? known.code : known.code(subject),
      message: known.message(found),
      ...(known.remedy === undefined ? {} : { remedy: known.remedy(found) }),
    };
  }
  return undefined;
}

/** An instruction short enough for a message, on one line. */
export function quotedStep(step: string): string {
  return shortened(step.replace(/\s+/g, ' '), 160);
}
