import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { Run } from '../build/engine.ts';
import type { RunEvent, RunResult } from '../build/events.ts';
import { newRecord, type BuildRecord } from '../build/record.ts';
import { newRunId } from '../build/run-id.ts';
import type { PreparedBuild } from './build-request-flow.ts';
import type { Builds } from './builds.ts';
import type { EngineLoader } from './engine-loader.ts';
import { errorText } from './errors.ts';
import type { LogChannel } from './log-channel.ts';
import { showProgress } from './progress.ts';
import type { RunOwners } from './run-owners.ts';
import { eventLines, headerLines } from './text/log-lines.ts';

/** Milliseconds that VS Code gives an extension to end, less a margin. */
const SHUTDOWN = 4000;

/** A build of this window that is not over. */
interface Running {
  run?: Run;
  cancelled: boolean;
  readonly over: Promise<RunResult>;
}

/** Starts builds, takes in what they tell, and cancels them. */
export class BuildController {
  readonly #builds: Builds;
  readonly #owners: RunOwners;
  readonly #log: LogChannel;
  readonly #engine: EngineLoader;
  readonly #running = new Map<string, Running>();

  constructor(parts: { builds: Builds; owners: RunOwners; log: LogChannel; engine: EngineLoader }) {
    this.#builds = parts.builds;
    this.#owners = parts.owners;
    this.#log = parts.log;
    this.#engine = parts.engine;
  }

  /** Runs a build to its end and returns the record. Never rejects. */
  async build(prepared: PreparedBuild): Promise<BuildRecord> {
    const { request } = prepared;
    const record = newRecord(newRunId(request.dockerfile), request, new Date().toISOString());
    const { id } = record;
    let settle: (result: RunResult) => void = () => undefined;
    const over = new Promise<RunResult>((resolve) => (settle = resolve));
    this.#running.set(id, { cancelled: false, over });
    // Without the note another window may end this build; that is no reason not to begin it.
    await this.#owners.claim(id).catch(() => undefined);
    this.#builds.add(record);
    this.#log.begin(id);
    this.#log.append(id, headerLines(record));
    showProgress(record, { builds: this.#builds, over, cancel: () => this.cancel(id) });
    const result = await this.#run(record, prepared);
    await Promise.all([this.#builds.settled(id), this.#log.end(id)]);
    await this.#owners.release(id).catch(() => undefined);
    this.#running.delete(id);
    settle(result);
    return this.#builds.get(id) ?? record;
  }

  /** Ends a running build in any state. Returns whether it runs in this window. */
  cancel(id: string): boolean {
    const running = this.#running.get(id);
    if (running === undefined) return false;
    running.cancelled = true;
    running.run?.cancel();
    return true;
  }

  /** Cancels what runs and waits until it is gone from its cluster, as long as VS Code allows. */
  async shutDown(): Promise<void> {
    const ends = [...this.#running.values()].map(({ over }) => over);
    for (const id of this.#running.keys()) this.cancel(id);
    await Promise.race([Promise.all(ends), sleep(SHUTDOWN, undefined, { ref: false })]);
  }

  async #run(
    { id, request, startedAt }: BuildRecord,
    { password, insist = false }: PreparedBuild,
  ): Promise<RunResult> {
    const onEvent = (event: RunEvent): void => {
      this.#log.append(id, eventLines(event));
      this.#builds.apply(id, event);
    };
    try {
      const engine = await this.#engine();
      const run = engine.start(request, {
        id,
        insist,
        confirmed: true,
        onEvent,
        ...(password === undefined ? {} : { password }),
      });
      const running = this.#running.get(id);
      if (running !== undefined) running.run = run;
      if (running?.cancelled === true) run.cancel();
      return await run.result;
    } catch (error) {
      const result = notStarted(error, startedAt);
      onEvent({ type: 'result', result });
      return result;
    }
  }
}

/** The engine itself could not be loaded: a broken installation. */
function notStarted(error: unknown, startedAt: string): RunResult {
  return {
    outcome: 'failed',
    startedAt,
    endedAt: new Date().toISOString(),
    images: [],
    warnings: [],
    failure: {
      code: 'unknown',
      message: vscode.l10n.t('The build could not be started: {0}', errorText(error)),
      remedy: vscode.l10n.t('Reload the window; if that does not help, install the extension again.'),
    },
  };
}
