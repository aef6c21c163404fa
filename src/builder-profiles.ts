import { buildahProfile } from './builders/buildah/profile.ts';
import type { BuilderProfile } from './builders/builder.ts';
import { kanikoProfile } from './builders/kaniko/profile.ts';

/** What can be chosen, the default first. {@link allBuilders} has what they do, apart because activation needs none of it. */
export const builderProfiles: readonly BuilderProfile[] = [kanikoProfile, buildahProfile];
