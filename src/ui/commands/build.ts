import * as vscode from 'vscode';
import { launch } from '../launch.ts';
import { resolveDockerfile } from '../resolve-dockerfile.ts';
import { requireTrust } from '../trust.ts';
import type { Handler } from './handler.ts';
import type { Parts } from '../parts.ts';
import { inBackground } from './handler.ts';

/** *Build Image in Cluster…*: asks what is not answered yet and starts the build. */
export function buildCommand(parts: Parts): Handler {
  return async (argument) => {
    if (!(await requireTrust())) return;
    const dockerfile = await resolveDockerfile(argument);
    if (dockerfile === undefined) return;
    const prepared = await parts.flow.prepare(dockerfile, vscode.l10n.t('Build Image in Cluster'));
    if (prepared !== undefined) inBackground(launch(prepared, parts));
  };
}
