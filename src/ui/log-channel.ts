import { statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { History } from '../build/history.ts';

/** Milliseconds between two writes: a build may print thousands of lines a second, and each write is a message. */
const INTERVAL = 100;

/** Most bytes of a log file that the channel shows; the file keeps all of it. */
const MOST_BYTES = 4 * 1024 * 1024;

/** The output channel, a view of one build's log file: that of the latest build, or of the one that was asked for. */
export class LogChannel implements vscode.Disposable {
  /** Made when it is first needed: not at activation. */
  #made: vscode.OutputChannel | undefined;
  readonly #history: History;
  #shown: string | undefined;
  #waiting: string[] = [];
  /** The load that fills the channel at the moment: lines wait for its end. */
  #loading: object | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(history: History) {
    this.#history = history;
  }

  /** Adds lines to a build's log file, and to the channel when that shows this build. */
  append(id: string, lines: readonly string[]): void {
    this.#history.appendLog(id, lines);
    if (id !== this.#shown || lines.length === 0) return;
    this.#waiting.push(...lines);
    this.#timer ??= setTimeout(() => this.#write(), INTERVAL);
  }

  /** Shows a build that begins now, without taking the focus. */
  begin(id: string): void {
    this.#shown = id;
    this.#loading = undefined;
    this.#waiting = [];
    this.#channel.clear();
    this.#channel.show(true);
  }

  /** Settles when all of a build's log is in its file; more may still be appended. Never rejects. */
  async end(id: string): Promise<void> {
    // The log is worth less than the build: one that cannot be written must not break its end.
    await this.#history.flush(id).catch(() => undefined);
  }

  /** Shows a build's log, from its file where the channel shows another. Throws what the file system throws. */
  async show(id: string): Promise<void> {
    if (this.#shown !== id) await this.#load(id);
    this.#channel.show(true);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#made?.dispose();
  }

  get #channel(): vscode.OutputChannel {
    this.#made ??= vscode.window.createOutputChannel('Kaniko Build', 'kaniko-build-log');
    return this.#made;
  }

  async #load(id: string): Promise<void> {
    const loading = {};
    this.#loading = loading;
    this.#shown = id;
    this.#waiting = [];
    try {
      await this.#history.flush(id);
      // Without an await in between: lines that came since the flush are in #waiting and not yet in the file.
      const path = this.#history.logPath(id);
      const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
      const text = await tail(path, size);
      // Another build may have been asked for meanwhile.
      if (this.#isCurrent(loading)) this.#channel.replace(text);
    } finally {
      if (this.#isCurrent(loading)) {
        this.#loading = undefined;
        this.#write();
      }
    }
  }

  #isCurrent(loading: object): boolean {
    return this.#loading === loading;
  }

  #write(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#loading !== undefined || this.#waiting.length === 0) return;
    this.#channel.append(`${this.#waiting.join('\n')}\n`);
    this.#waiting = [];
  }
}

/** The last part of the file's first `size` bytes, from the beginning of a line. */
async function tail(path: string, size: number): Promise<string> {
  if (size === 0) return '';
  const length = Math.min(size, MOST_BYTES);
  const file = await open(path);
  try {
    const buffer = Buffer.alloc(length);
    const { bytesRead } = await file.read(buffer, 0, length, size - length);
    const text = buffer.toString('utf8', 0, bytesRead);
    if (length === size) return text;
    return `${vscode.l10n.t('The log begins in {0}; these are its last lines.', path)}\n${text.slice(text.indexOf('\n') + 1)}`;
  } finally {
    await file.close();
  }
}
