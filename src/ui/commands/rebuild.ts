import { isFinal } from '../../build/record.ts';
import { rebuild } from '../launch.ts';
import { requireTrust } from '../trust.ts';
import { inBackground, type Handler } from './handler.ts';
import type { Parts } from '../parts.ts';
import { resolveBuild } from './resolve-build.ts';

/** *Rebuild*: runs a past build's request again. */
export function rebuildCommand(parts: Parts): Handler {
  return async (argument) => {
    if (!(await requireTrust())) return;
    const past = parts.builds.all().filter(({ state }) => isFinal(state));
    const record = await resolveBuild(argument, parts.builds, past.slice(0, 1));
    if (record !== undefined) inBackground(rebuild(record, parts));
  };
}
