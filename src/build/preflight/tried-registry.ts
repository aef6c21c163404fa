import type { FailureCode } from '../../builders/builder.ts';
import type { RegistryOutcome } from '../../registry/check/outcome.ts';
import type { ImageReference } from '../../registry/reference.ts';
import type { Question } from './item.ts';
import type { LoginState } from './registry-access.ts';
import type { PreflightAction } from './report.ts';
import type { Situation } from './situation.ts';

/** A push or pull that was tried, and what came of it. */
export interface TriedRegistry {
  readonly question: Question;
  readonly phase: 'push' | 'pull';
  readonly reference: ImageReference;
  readonly login: LoginState;
  readonly situation: Situation;
  readonly outcome: RegistryOutcome;
}

/** A text for each way in which a registry does not allow a push or pull. */
export interface RegistryExplanation {
  readonly certain: boolean;
  readonly code: FailureCode;
  readonly meaning: string;
  readonly remedy: string;
  readonly action?: PreflightAction;
}
