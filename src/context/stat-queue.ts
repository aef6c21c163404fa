import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { nativePath } from './disk-entry.ts';
import type { ContextEntry, FileEntry } from './entry.ts';
import type { Slices } from './slices.ts';
import { statFile, type StatAnswer, type StatRequest } from './stat-file.ts';

/** Files that are asked about at once, in some three milliseconds. */
const BATCH = 512;
/** Batches that a thread is worth: it takes some 50 ms to start. */
const MANY = 8;
/** Batches that the thread has before it, so that it goes on while this one is busy for a slice. */
const AHEAD = 8;

/** Beside this file, in the sources as in the bundles. */
const threadFile = join(import.meta.dirname, `stat-worker${extname(import.meta.filename)}`);

const refused = { size: NaN, mode: NaN };

/** Its size and mode are known later. */
type AskedFile = { -readonly [Key in keyof FileEntry]: FileEntry[Key] };

/**
 * Finds out size and mode of many files. Where they are very many, a thread of its own does it while the walk goes on: the
 * system's answers are half of the time that a walk takes. What the thread has not come to by the end is asked here.
 */
export class StatQueue {
  readonly #root: string;
  readonly #thread: string | URL;
  readonly #batches: AskedFile[][] = [];
  readonly #sent = new Map<number, AskedFile[]>();
  readonly #refused = new Set<ContextEntry>();
  #last: AskedFile[] = [];
  #worker: Worker | undefined;
  #workerFailed = false;
  #requests = 0;
  /** Called when the thread has answered all, or failed. */
  #onIdle: (() => void) | undefined;

  /** `thread`: the file that {@link statFile} runs in. */
  constructor(root: string, thread: string | URL = threadFile) {
    this.#root = root;
    this.#thread = thread;
  }

  /** The entry of a file, by its path in the context; size and mode are right after {@link finish}. */
  add(path: string): FileEntry {
    const file: AskedFile = { type: 'file', path, source: nativePath(this.#root, path), size: 0, mode: 0 };
    if (this.#last.push(file) === BATCH) {
      this.#batches.push(this.#last);
      this.#last = [];
      if (this.#batches.length >= MANY && !this.#workerFailed) this.#worker ??= this.#start();
      this.#send();
    }
    return file;
  }

  /** Asks about all that is left. Resolves to the entries of files that are gone or that the system refuses. */
  async finish(slices: Slices): Promise<ReadonlySet<ContextEntry>> {
    this.#batches.push(this.#last);
    do {
      for (let batch = this.#batches.pop(); batch !== undefined; batch = this.#batches.pop()) {
        for (const file of batch) {
          if (slices.due) await slices.pause();
          const { size, mode } = statFile(this.#root, file.path) ?? refused;
          this.#settle(file, size, mode);
        }
      }
      if (this.#sent.size > 0) await new Promise<void>((resolve) => (this.#onIdle = resolve));
      // A thread that failed has left something.
    } while (this.#batches.length > 0);
    return this.#refused;
  }

  /** Ends the thread. */
  close(): void {
    void this.#worker?.terminate();
  }

  #start(): Worker {
    const worker = new Worker(this.#thread, { workerData: { root: this.#root } });
    worker.on('message', ({ id, numbers }: StatAnswer) => {
      for (const [index, file] of this.#sent.get(id)?.entries() ?? []) {
        this.#settle(file, numbers[2 * index] ?? NaN, numbers[2 * index + 1] ?? NaN);
      }
      this.#sent.delete(id);
      this.#send();
      if (this.#sent.size === 0) this.#onIdle?.();
    });
    worker.on('error', () => {
      // It could not start, or has no memory left: it goes on without.
      this.#workerFailed = true;
      this.#worker = undefined;
      this.#batches.push(...this.#sent.values());
      this.#sent.clear();
      this.#onIdle?.();
    });
    return worker;
  }

  #send(): void {
    while (this.#worker !== undefined && this.#sent.size < AHEAD) {
      const batch = this.#batches.shift();
      if (batch === undefined) return;
      const request: StatRequest = { id: this.#requests++, paths: batch.map(({ path }) => path).join('\0') };
      this.#sent.set(request.id, batch);
      this.#worker.postMessage(request);
    }
  }

  #settle(file: AskedFile, size: number, mode: number): void {
    if (Number.isNaN(size)) this.#refused.add(file);
    file.size = size;
    file.mode = mode;
  }
}
