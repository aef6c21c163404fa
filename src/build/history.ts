import { mkdir, open, readFile, readdir, rename, rm, writeFile, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { BuildRecord } from './record.ts';

/** The names that {@link newRunId} makes: nothing else may become a path. */
const RUN_ID = /^[a-z0-9][a-z0-9-]{0,62}$/;

/**
 * The builds of the past as files in one folder: `ID.json`, the record, written atomically, `ID.log`, its log, and
 * `ID.yaml`, what was applied.
 * A file that cannot be read is skipped, never a reason to lose the others.
 */
export class History {
  readonly #folder: string;
  readonly #limit: () => number | Promise<number>;
  /** Work on one run's files, in order. */
  readonly #queues = new Map<string, Promise<void>>();
  readonly #logs = new Map<string, FileHandle>();

  /** Keeps at most `limit()` builds, the newest, in `folder`, which is made when first written to. */
  constructor(folder: string, limit: () => number | Promise<number> = () => 100) {
    this.#folder = folder;
    this.#limit = limit;
  }

  /** The records, newest first. Those beyond the limit are deleted, with their logs. */
  async load(): Promise<readonly BuildRecord[]> {
    const names = await readdir(this.#folder).catch(() => []);
    const records: BuildRecord[] = [];
    for (const name of names.filter((candidate) => candidate.endsWith('.json'))) {
      const record = await readRecord(join(this.#folder, name));
      if (record !== undefined) records.push(record);
    }
    records.sort((a, b) => b.startedAt.localeCompare(a.startedAt));
    const limit = await this.#limit();
    for (const surplus of records.slice(limit)) await this.remove(surplus.id);
    return records.slice(0, limit);
  }

  /** Writes the record in place of its former version. Throws what the file system throws. */
  async save(record: BuildRecord): Promise<void> {
    await this.#enqueue(record.id, async () => {
      await mkdir(this.#folder, { recursive: true });
      const path = this.#path(record.id, 'json');
      await writeFile(`${path}.new`, JSON.stringify(record));
      await rename(`${path}.new`, path);
    });
  }

  /** Keeps the YAML of what a run applies. Throws what the file system throws. */
  async saveManifests(id: string, yaml: string): Promise<void> {
    await this.#enqueue(id, async () => {
      await mkdir(this.#folder, { recursive: true });
      await writeFile(this.#path(id, 'yaml'), yaml);
    });
  }

  /** The YAML of what a run applied; undefined where none was kept. */
  async manifests(id: string): Promise<string | undefined> {
    return await readFile(this.#path(id, 'yaml'), 'utf8').catch(() => undefined);
  }

  /** Deletes the record and its other files. */
  async remove(id: string): Promise<void> {
    await this.#enqueue(id, async () => {
      await this.#closeLog(id);
      await rm(this.#path(id, 'json'), { force: true });
      await rm(this.#path(id, 'log'), { force: true });
      await rm(this.#path(id, 'yaml'), { force: true });
    });
  }

  /** The file that holds the run's log, one line each. It exists once a line was appended. */
  logPath(id: string): string {
    return this.#path(id, 'log');
  }

  /** Appends lines to the run's log, in the order of the calls; {@link flush} tells when they are written. */
  appendLog(id: string, lines: readonly string[]): void {
    if (lines.length === 0) return;
    const text = `${lines.join('\n')}\n`;
    // A log that cannot be written must not end the build; flush reports it.
    this.#enqueue(id, async () => {
      let file = this.#logs.get(id);
      if (file === undefined) {
        await mkdir(this.#folder, { recursive: true });
        file = await open(this.#path(id, 'log'), 'a');
        this.#logs.set(id, file);
      }
      await file.appendFile(text);
    }).catch(() => undefined);
  }

  /** Settles when all that was appended is in the file, and closes it. Throws if closing fails. */
  async flush(id: string): Promise<void> {
    await this.#enqueue(id, () => this.#closeLog(id));
  }

  async #closeLog(id: string): Promise<void> {
    const file = this.#logs.get(id);
    this.#logs.delete(id);
    await file?.close();
  }

  #enqueue(id: string, work: () => Promise<void>): Promise<void> {
    const before = this.#queues.get(id) ?? Promise.resolve();
    const result = before.then(work);
    const settled = result.catch(() => undefined);
    this.#queues.set(id, settled);
    void settled.then(() => {
      if (this.#queues.get(id) === settled) this.#queues.delete(id);
    });
    return result;
  }

  #path(id: string, extension: 'json' | 'log' | 'yaml'): string {
    if (!RUN_ID.test(id)) throw new RangeError(`not a run id: ${JSON.stringify(id)}`);
    return join(this.#folder, `${id}.${extension}`);
  }
}

async function readRecord(path: string): Promise<BuildRecord | undefined> {
  try {
    const value: unknown = JSON.parse(await readFile(path, 'utf8'));
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Enough of a check that a file of another version or by another hand is not taken for a record. */
function isRecord(value: unknown): value is BuildRecord {
  return (
    typeof value === 'object' &&
    value !== null &&
    'version' in value &&
    value.version === 1 &&
    'id' in value &&
    typeof value.id === 'string' &&
    RUN_ID.test(value.id) &&
    'startedAt' in value &&
    typeof value.startedAt === 'string' &&
    'steps' in value &&
    Array.isArray(value.steps) &&
    'request' in value &&
    typeof value.request === 'object'
  );
}
