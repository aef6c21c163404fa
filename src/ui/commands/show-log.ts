import type { Handler } from './handler.ts';
import type { Parts } from '../parts.ts';
import { resolveBuild } from './resolve-build.ts';

/** *Show Log*: of the build, or of the latest. */
export function showLogCommand({ builds, log }: Parts): Handler {
  return async (argument) => {
    const record = await resolveBuild(argument, builds, builds.all().slice(0, 1));
    if (record !== undefined) await log.show(record.id);
  };
}
