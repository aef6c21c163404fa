import { isFinal } from '../../build/record.ts';
import type { Handler } from './handler.ts';
import type { Parts } from '../parts.ts';
import { resolveBuild } from './resolve-build.ts';

/** *Remove*: deletes a build that is over, with its log, from the history. */
export function removeBuildCommand({ builds }: Parts): Handler {
  return async (argument) => {
    const past = builds.all().filter(({ state }) => isFinal(state));
    const record = await resolveBuild(argument, builds, past);
    if (record !== undefined && isFinal(record.state)) await builds.remove(record.id);
  };
}
