import type { Handler } from './handler.ts';
import type { Parts } from '../parts.ts';
import { resolveBuild } from './resolve-build.ts';

/** *Cancel Build*. */
export function cancelBuildCommand({ builds, controller }: Parts): Handler {
  return async (argument) => {
    const record = await resolveBuild(argument, builds, builds.running());
    if (record !== undefined) controller.cancel(record.id);
  };
}
