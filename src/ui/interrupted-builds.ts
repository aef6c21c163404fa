import * as vscode from 'vscode';
import type { BuildRecord } from '../build/record.ts';
import type { Builds } from './builds.ts';
import type { EngineLoader } from './engine-loader.ts';
import { errorText } from './errors.ts';
import { plain } from './text/plain.ts';

/**
 * Reads the history, and removes from their clusters what builds left that an earlier window could not bring to an
 * end. Loads the engine only if there are such builds. Tells what may have stayed behind; never rejects.
 */
export async function recoverHistory(builds: Builds, engine: EngineLoader): Promise<void> {
  try {
    const interrupted = await builds.load(new Date());
    await Promise.all(interrupted.map((record) => removeLeftovers(record, engine)));
  } catch (error) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t('The build history could not be read: {0}', errorText(error)),
    );
  }
}

async function removeLeftovers(
  { id, request: { cluster } }: BuildRecord,
  engine: EngineLoader,
): Promise<void> {
  try {
    await (await engine()).cleanUp(cluster, id);
  } catch (error) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t(
        'Pod {0} and its Secret may be left in namespace {1} of {2}, from a build that was interrupted: {3}',
        id,
        cluster.namespace,
        cluster.context,
        plain(errorText(error)),
      ),
    );
  }
}
