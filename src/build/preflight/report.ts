import type { FailureCode } from '../../builders/builder.ts';
import type { BaseTriggers } from '../../context/reads/dockerfile-reads.ts';

/** What can be known of a build before anything is created or sent. Plain JSON; strings are localised, no secret. */
export interface PreflightReport {
  /** The cluster answers and nothing is known that would make the build fail. */
  readonly ready: boolean;
  /** ONBUILD instructions of the base images, where they may read what the plan leaves behind. */
  readonly triggers?: BaseTriggers;
  /** In the order in which they are shown. */
  readonly items: readonly PreflightItem[];
}

/** `no`: the build would surely fail. `unknown`: it could not be told, or it may go either way. */
export type PreflightStatus = 'yes' | 'no' | 'unknown';

export interface PreflightItem {
  /** Stable: `cluster`, `rights`, …; what is checked several times has its subject behind a colon: `push:HOST/NAME`. */
  readonly id: string;
  readonly status: PreflightStatus;
  /** What was checked. */
  readonly title: string;
  /** What was found: the words of the cluster or registry where they said any. */
  readonly detail?: string;
  readonly meaning?: string;
  readonly remedy?: string;
  /** The failure that is to be expected; the same button helps as after it. */
  readonly code?: FailureCode;
  readonly action?: PreflightAction;
}

/** What helps beside the button for the item's code. */
export type PreflightAction =
  /** A YAML text to send to whoever runs the cluster. */
  | { readonly kind: 'manifest'; readonly yaml: string }
  /** The Secret that the build logs in by has faults: a corrected one can be made beside it. */
  | { readonly kind: 'correct-secret' };
