import * as vscode from 'vscode';
import type { BuildRecord } from '../../build/record.ts';
import type { Builds } from '../builds.ts';
import { pick } from '../questions/pick.ts';
import { buildDescription, buildName } from '../text/build.ts';

/**
 * The build that a command is about: the one it was given, by id or by its row; else the only one of `candidates`, or
 * the one that the user picks among them. Undefined when there is none; the user has been told.
 */
export async function resolveBuild(
  argument: unknown,
  builds: Builds,
  candidates: readonly BuildRecord[],
): Promise<BuildRecord | undefined> {
  const id = idOf(argument);
  if (id !== undefined) return builds.get(id);
  const [first, ...others] = candidates;
  if (first === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t('There is no such build.'));
    return undefined;
  }
  if (others.length === 0) return first;
  const now = Date.now();
  const reply = await pick<BuildRecord>(
    { title: vscode.l10n.t('Builds'), canGoBack: false },
    {
      placeholder: vscode.l10n.t('Choose the build'),
      choices: candidates.map((value) => ({
        label: buildName(value),
        description: buildDescription(value, now),
        value,
      })),
    },
  );
  return typeof reply === 'string' ? undefined : reply.value;
}

function idOf(argument: unknown): string | undefined {
  if (typeof argument === 'string') return argument;
  if (typeof argument !== 'object' || argument === null || !('id' in argument)) return undefined;
  return typeof argument.id === 'string' ? argument.id : undefined;
}
