import * as vscode from 'vscode';
import { loginOf } from '../login.ts';
import { resolveDockerfile } from '../resolve-dockerfile.ts';
import { requireTrust } from '../trust.ts';
import type { Handler } from './handler.ts';
import type { Parts } from '../parts.ts';
import { resolveBuild } from './resolve-build.ts';

/** *Show Secret and Pod YAML*: what a build of the Dockerfile would apply. */
export function showYamlCommand({ flow, yaml }: Parts): Handler {
  return async (argument) => {
    if (!(await requireTrust())) return;
    const dockerfile = await resolveDockerfile(argument);
    if (dockerfile === undefined) return;
    const prepared = await flow.prepare(dockerfile, vscode.l10n.t('Show Secret and Pod YAML'));
    if (prepared !== undefined) await yaml.show(prepared);
  };
}

/** *Show YAML*: what a build applied; of one that did not get so far, what a rebuild would. */
export function showBuildYamlCommand({ builds, passwords, yaml }: Parts): Handler {
  return async (argument) => {
    if (!(await requireTrust())) return;
    const record = await resolveBuild(argument, builds, builds.all().slice(0, 1));
    if (record === undefined) return;
    const applied = await builds.manifests(record.id);
    if (applied !== undefined) {
      await yaml.showApplied(record, applied);
      return;
    }
    const login = loginOf(record.request);
    const password = login === undefined ? undefined : await passwords.get(login);
    await yaml.show({ request: record.request, password });
  };
}

/** *Save As…* of a YAML preview. */
export function saveYamlCommand({ yaml }: Parts): Handler {
  return async (argument) => {
    const uri = argument instanceof vscode.Uri ? argument : vscode.window.activeTextEditor?.document.uri;
    if (uri !== undefined) await yaml.save(uri);
  };
}
