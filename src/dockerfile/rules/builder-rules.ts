import type { Rule } from '../lint/rule.ts';
import { argOverEnvRule } from './builder/arg-over-env.ts';
import { copyAsUserRule } from './builder/copy-as-user.ts';
import { frontendRule } from './builder/frontend.ts';
import { gitSourceRule } from './builder/git-sources.ts';
import { heredocRules } from './builder/heredocs.ts';
import { mountRule } from './builder/mounts.ts';
import { optionRules } from './builder/options.ts';
import { pathRules } from './builder/paths.ts';
import { platformArgsRule } from './builder/platform-args.ts';
import { substitutionRule } from './builder/substitutions.ts';

/** What the chosen builder ignores, refuses or does otherwise. */
export const builderRules: readonly Rule[] = [
  ...heredocRules,
  mountRule,
  ...optionRules,
  gitSourceRule,
  platformArgsRule,
  argOverEnvRule,
  ...pathRules,
  copyAsUserRule,
  frontendRule,
  substitutionRule,
].map((rule) => ({ ...rule, setting: 'builder' }));
