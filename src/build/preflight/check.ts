import type { PreflightItem } from './report.ts';
import type { Situation } from './situation.ts';

/** Looks at one side of a build and says what it found. Throws only the reason of an abort, or TooLate. */
export type Check = (situation: Situation) => Promise<readonly PreflightItem[]>;
