import type { Rule } from '../lint/rule.ts';
import { apkRules } from './apk.ts';
import { aptLists } from './apt-lists.ts';
import { aptRules } from './apt.ts';
import { unpinnedGem } from './gem.ts';
import { unpinnedGo } from './go.ts';
import { unpinnedNpm } from './npm.ts';
import { pipCache } from './pip-cache.ts';
import { unpinnedPip } from './pip.ts';
import { rpmCacheRules } from './rpm-caches.ts';
import { rpmRules } from './rpm.ts';
import { yarnCache } from './yarn.ts';
import { zypperRules } from './zypper.ts';

/** The rules for package managers. */
export const packageRules: readonly Rule[] = [
  ...aptRules,
  aptLists,
  ...apkRules,
  unpinnedPip,
  pipCache,
  unpinnedNpm,
  unpinnedGem,
  ...rpmRules,
  ...rpmCacheRules,
  ...zypperRules,
  yarnCache,
  unpinnedGo,
];
