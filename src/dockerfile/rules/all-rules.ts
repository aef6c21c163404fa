import type { Rule } from '../lint/rule.ts';
import { builderRules } from './builder-rules.ts';
import { buildkitRules } from './buildkit-rules.ts';
import { inlineIgnore } from './inline-ignore.ts';
import { packageRules } from './package-rules.ts';
import { shellRules } from './shell-rules.ts';
import { structureRules } from './structure-rules.ts';

/** All rules, those of one group together. */
export const allRules: readonly Rule[] = [
  inlineIgnore,
  ...shellRules,
  ...packageRules,
  ...structureRules,
  ...buildkitRules,
  ...builderRules,
];
