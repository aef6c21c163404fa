import type { Rule } from '../lint/rule.ts';
import { consistentInstructionCasing } from './consistent-instruction-casing.ts';
import { copyIgnoredFile } from './copy-ignored-file.ts';
import { exposeInvalidFormat } from './expose-invalid-format.ts';
import { exposeProtoCasing } from './expose-proto-casing.ts';
import { fromAsCasing } from './from-as-casing.ts';
import { fromPlatformFlagConstDisallowed } from './from-platform.ts';
import { invalidDefaultArgInFrom } from './invalid-default-arg-in-from.ts';
import { invalidDefinitionDescription } from './invalid-definition-description.ts';
import { legacyKeyValueFormat } from './legacy-key-value-format.ts';
import { noEmptyContinuation } from './no-empty-continuation.ts';
import { stageNameCasing } from './stage-name-casing.ts';
import { undefinedArgInFrom } from './undefined-arg-in-from.ts';
import { undefinedVar } from './undefined-var.ts';

/** BuildKit's checks that hadolint does not have. */
export const buildkitRules: readonly Rule[] = [
  consistentInstructionCasing,
  copyIgnoredFile,
  exposeInvalidFormat,
  exposeProtoCasing,
  fromAsCasing,
  fromPlatformFlagConstDisallowed,
  invalidDefaultArgInFrom,
  invalidDefinitionDescription,
  legacyKeyValueFormat,
  noEmptyContinuation,
  stageNameCasing,
  undefinedArgInFrom,
  undefinedVar,
];
