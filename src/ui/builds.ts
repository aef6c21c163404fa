import * as l10n from '@vscode/l10n';
import type { RunEvent, UploadEvent } from '../build/events.ts';
import type { History } from '../build/history.ts';
import { isFinal, recordEvent, type BuildRecord } from '../build/record.ts';

/** The builds of this workspace, past and running, newest first, as the history keeps them. */
export class Builds {
  readonly #history: History;
  readonly #report: (error: unknown) => void;
  readonly #records = new Map<string, BuildRecord>();
  /** Those that another window runs. */
  readonly #elsewhere = new Set<string>();
  readonly #uploads = new Map<string, UploadEvent>();
  readonly #saving = new Map<string, Promise<void>>();
  readonly #listeners = new Set<(id: string | undefined) => void>();

  /** `report` is told what could not be written. */
  constructor(history: History, report: (error: unknown) => void) {
    this.#history = history;
    this.#report = report;
  }

  /**
   * Reads the history. Of the builds that were running when it was last written, those for which `isElsewhere` holds
   * still run in another window: call again to follow them. The rest are `lost` now and are returned, because they may
   * have left something in their cluster.
   */
  async load(now: Date, isElsewhere: (id: string) => Promise<boolean>): Promise<readonly BuildRecord[]> {
    const interrupted: BuildRecord[] = [];
    for (const record of await this.#history.load()) {
      const { id, state } = record;
      if (this.#records.has(id) && !this.#elsewhere.has(id)) continue;
      this.#records.set(id, record);
      if (isFinal(state)) this.#elsewhere.delete(id);
      else if (await isElsewhere(id)) this.#elsewhere.add(id);
      else {
        this.#elsewhere.delete(id);
        this.#change(lost(record, now));
        interrupted.push(record);
      }
    }
    this.#tell(undefined);
    return interrupted;
  }

  /** Whether some of the builds run in another window. */
  get someElsewhere(): boolean {
    return this.#elsewhere.size > 0;
  }

  /** Newest first. */
  all(): readonly BuildRecord[] {
    return [...this.#records.values()].sort((a, b) => b.startedAt.localeCompare(a.startedAt));
  }

  running(): readonly BuildRecord[] {
    return this.all().filter(({ state }) => !isFinal(state));
  }

  get(id: string): BuildRecord | undefined {
    return this.#records.get(id);
  }

  /** The latest progress of a run's upload. */
  upload(id: string): UploadEvent | undefined {
    return this.#uploads.get(id);
  }

  add(record: BuildRecord): void {
    this.#change(record);
    this.#tell(undefined);
  }

  /** Takes in what a run tells. */
  apply(id: string, event: RunEvent): void {
    const record = this.#records.get(id);
    if (record === undefined) return;
    if (event.type === 'upload') this.#uploads.set(id, event);
    if (event.type === 'manifests') this.#history.saveManifests(id, event.yaml).catch(this.#report);
    const next = recordEvent(record, event);
    if (isFinal(next.state)) this.#uploads.delete(id);
    if (next !== record) this.#change(next);
    if (next !== record || event.type === 'upload') this.#tell(id);
  }

  /** The YAML of what a build applied, as it was shown; undefined where it got not so far. */
  async manifests(id: string): Promise<string | undefined> {
    return await this.#history.manifests(id);
  }

  /** Forgets a build and deletes its record and log. */
  async remove(id: string): Promise<void> {
    this.#records.delete(id);
    this.#tell(undefined);
    await this.settled(id);
    await this.#history.remove(id);
  }

  /** Removes the oldest builds that are over until at most `size` are left. */
  async keepLatest(size: number): Promise<void> {
    const surplus = this.all()
      .slice(size)
      .filter(({ state }) => isFinal(state));
    for (const { id } of surplus) await this.remove(id);
  }

  /** Settles when the record's latest version is on disk. */
  async settled(id: string): Promise<void> {
    await this.#saving.get(id);
  }

  /** Calls `listener` after each change with the build's id, or with undefined when builds came or went. */
  onDidChange(listener: (id: string | undefined) => void): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  }

  #change(record: BuildRecord): void {
    this.#records.set(record.id, record);
    if (this.#saving.has(record.id)) return;
    const saving = this.#save(record.id).finally(() => this.#saving.delete(record.id));
    this.#saving.set(record.id, saving);
  }

  /** Writes the record until its latest version is on disk, leaving out those that came and went meanwhile. */
  async #save(id: string): Promise<void> {
    try {
      let written: BuildRecord | undefined;
      for (let record = this.#records.get(id); record !== undefined && record !== written;) {
        await this.#history.save(record);
        written = record;
        record = this.#records.get(id);
      }
    } catch (error) {
      this.#report(error);
    }
  }

  #tell(id: string | undefined): void {
    for (const listener of this.#listeners) listener(id);
  }
}

function lost(record: BuildRecord, now: Date): BuildRecord {
  const endedAt = now.toISOString();
  return recordEvent(record, {
    type: 'result',
    result: {
      outcome: 'lost',
      startedAt: record.startedAt,
      endedAt,
      images: [],
      warnings: [],
      failure: {
        code: 'pod-lost',
        message: l10n.t('VS Code was closed or reloaded while the build ran, so its end is not known.'),
        remedy: l10n.t('Run the build again.'),
      },
    },
  });
}
