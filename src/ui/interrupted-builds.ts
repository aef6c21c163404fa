import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { BuildRecord } from '../build/record.ts';
import type { Builds } from './builds.ts';
import type { EngineLoader } from './engine-loader.ts';
import { errorText } from './errors.ts';
import type { LogChannel } from './log-channel.ts';
import type { RunOwners } from './run-owners.ts';
import { eventLines } from './text/log-lines.ts';
import { plain } from './text/plain.ts';

/** Milliseconds between two looks at builds that another window runs. */
const INTERVAL = 2000;

export interface RecoveryParts {
  readonly builds: Builds;
  readonly log: LogChannel;
  readonly owners: RunOwners;
  readonly engine: EngineLoader;
}

/**
 * Reads the history, and removes from their clusters what builds left that an earlier window could not bring to an
 * end. Follows builds that another window runs until they are over. Loads the engine only if it must. Tells what may
 * have stayed behind; never rejects.
 */
export async function recoverHistory({ builds, log, owners, engine }: RecoveryParts): Promise<void> {
  try {
    for (let again = true; again; again = builds.someElsewhere) {
      const interrupted = await builds.load(new Date(), (id) => owners.isElsewhere(id));
      await Promise.all(
        interrupted.map(async (record) => {
          await noteEnd(record.id, builds, log);
          await owners.release(record.id);
          await removeLeftovers(record, engine);
        }),
      );
      if (builds.someElsewhere) await sleep(INTERVAL, undefined, { ref: false });
    }
  } catch (error) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t('The build history could not be read: {0}', errorText(error)),
    );
  }
}

async function noteEnd(id: string, builds: Builds, log: LogChannel): Promise<void> {
  const result = builds.get(id)?.result;
  if (result === undefined) return;
  log.append(id, eventLines({ type: 'result', result }));
  await log.end(id);
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
