import type { Rule } from '../lint/rule.ts';
import { addInsteadOfCopy } from './add-instead-of-copy.ts';
import { archiveExtraction } from './archive-extraction.ts';
import { latestImage, untaggedImage } from './base-image-tag.ts';
import { destinationWithoutWorkdir, folderDestination } from './copy-destination.ts';
import { copyFromItself, copyFromUnknown, copyWholeStage } from './copy-from.ts';
import { envSelfReference } from './env-self-reference.ts';
import { portRange } from './exposed-ports.ts';
import { firstInstruction } from './first-instruction.ts';
import { invalidInstruction } from './invalid-instruction.ts';
import { jsonArguments } from './json-arguments.ts';
import { labelKey } from './label-key.ts';
import { extraLabels, missingLabels } from './label-schema.ts';
import { labelValueRules } from './label-values.ts';
import { maintainer } from './maintainer.ts';
import { missingHealthcheck } from './missing-healthcheck.ts';
import { onbuildTrigger } from './onbuild.ts';
import { fixedPlatform, redundantPlatform } from './platform.ts';
import { secretVariables } from './secret-variables.ts';
import { singleInstructionRules } from './single-instructions.ts';
import { duplicateStageName, reservedStageName } from './stage-names.ts';
import { trustedRegistries } from './trusted-registries.ts';
import { relativeWorkdir } from './workdir.ts';

/** hadolint's rules that are about instructions, not about what RUN runs. */
export const structureRules: readonly Rule[] = [
  invalidInstruction,
  relativeWorkdir,
  untaggedImage,
  latestImage,
  archiveExtraction,
  portRange,
  ...singleInstructionRules,
  addInsteadOfCopy,
  folderDestination,
  copyFromUnknown,
  copyFromItself,
  duplicateStageName,
  jsonArguments,
  trustedRegistries,
  fixedPlatform,
  onbuildTrigger,
  envSelfReference,
  destinationWithoutWorkdir,
  labelKey,
  missingLabels,
  extraLabels,
  ...labelValueRules,
  missingHealthcheck,
  firstInstruction,
  reservedStageName,
  secretVariables,
  redundantPlatform,
  copyWholeStage,
  maintainer,
];
