import { basename, dirname, isAbsolute, join, relative, sep } from 'node:path';
import * as vscode from 'vscode';
import type { Contexts } from '../../context/contexts.ts';
import type { EditedTexts } from '../../context/dockerfile-location.ts';
import type { ContextQuery } from '../../context/preparation.ts';
import type { ContextState } from '../../context/watched-context.ts';
import { isRemoteContext } from '../../build/remote-context.ts';
import type { AnswerStore } from '../answer-store.ts';
import { contextPath, rememberedContext } from '../answers.ts';
import { defaultContext } from '../default-context.ts';
import type { DockerfileOnDisk } from '../dockerfile.ts';
import { errorText } from '../errors.ts';
import { openDocument } from './text-lines.ts';

/** What is known of a Dockerfile's context; `remote`: the builder fetches it, nothing is uploaded. */
export type DockerfileContext = ContextState | { readonly kind: 'remote' };

/** Milliseconds without a change after which the context is looked at again. */
const PAUSE = 300;

export interface WatchedDockerfileParts {
  readonly contexts: () => Promise<Contexts>;
  readonly store: AnswerStore;
  /** Called when the state is another. */
  readonly onChange: () => void;
}

/** Keeps the context of one Dockerfile current as files, the Dockerfile's text and the answers change. */
export class WatchedDockerfile implements vscode.Disposable {
  readonly dockerfile: DockerfileOnDisk;
  readonly #parts: WatchedDockerfileParts;
  readonly #changed = new Set<string>();
  #opened: Opened | undefined;
  #state: DockerfileContext | undefined;
  #timer: NodeJS.Timeout | undefined;
  #working: Promise<void> | undefined;
  #due = true;
  #disposed = false;

  constructor(dockerfile: DockerfileOnDisk, parts: WatchedDockerfileParts) {
    this.dockerfile = dockerfile;
    this.#parts = parts;
  }

  /** The last known state; undefined before the first. */
  get state(): DockerfileContext | undefined {
    return this.#state;
  }

  /** The state after all changes that were told. */
  async current(): Promise<DockerfileContext | undefined> {
    clearTimeout(this.#timer);
    // One that is under way may have missed the latest changes.
    await this.#working;
    await this.#work();
    return this.#state;
  }

  /** The state after all of the folder was looked at again, folders included that no watcher tells of. */
  async reload(): Promise<DockerfileContext | undefined> {
    // Whoever waited for one look may have begun another; none may be closed while it is under way.
    while (this.#working !== undefined) await this.#working;
    this.#close();
    this.#due = true;
    return await this.current();
  }

  /** Finds out what is not known yet, unless that is under way. */
  begin(): void {
    if (this.#state === undefined && this.#working === undefined) this.schedule(0);
  }

  /** Looks at the context soon: after a change of the Dockerfile, the ignore file or the answers. */
  schedule(pause = PAUSE): void {
    if (this.#disposed) return;
    this.#due = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#work(), pause);
  }

  dispose(): void {
    this.#disposed = true;
    clearTimeout(this.#timer);
    this.#close();
  }

  /** One look at a time; what changes meanwhile is looked at after it. */
  async #work(): Promise<void> {
    this.#working ??= this.#look().finally(() => {
      this.#working = undefined;
      if (this.#due) this.schedule();
    });
    await this.#working;
  }

  async #look(): Promise<void> {
    if (!this.#due || this.#disposed) return;
    this.#due = false;
    const state = await this.#next();
    if (this.#isDisposed()) return;
    this.#state = state;
    this.#parts.onChange();
  }

  async #next(): Promise<DockerfileContext> {
    try {
      const context = await this.#open();
      if (context === 'remote') return { kind: 'remote' };
      const changed = [...this.#changed];
      this.#changed.clear();
      return await context.update(changed, this.#edited());
    } catch (error) {
      // Neither Dockerfile nor folder is to blame: the bundle cannot be loaded, or the system refuses.
      return { kind: 'failed', message: errorText(error), remedy: '', file: this.dockerfile.path };
    }
  }

  /** Whether it is one of the files that say what goes. */
  reads(path: string): boolean {
    return path === this.dockerfile.path || this.#ignoreFiles().includes(path);
  }

  /** Those that hold, or would if they were made. */
  #ignoreFiles(): readonly string[] {
    const folder = this.#opened?.folder;
    return [
      `${this.dockerfile.path}.dockerignore`,
      ...(folder === undefined ? [] : [join(folder, '.dockerignore')]),
    ];
  }

  /** What is typed and not saved. */
  #edited(): EditedTexts {
    const texts = [this.dockerfile.path, ...this.#ignoreFiles()].flatMap((path): [string, string][] => {
      const document = openDocument(path);
      return document?.isDirty === true ? [[path, document.getText()]] : [];
    });
    return Object.fromEntries(texts);
  }

  /** The context that the answers name; another one than before when they have changed. */
  async #open(): Promise<Opened['context'] | 'remote'> {
    const query = await this.#query();
    if (isRemoteContext(query.folder)) {
      this.#close();
      return 'remote';
    }
    const key = JSON.stringify(query);
    if (this.#opened?.key === key) return this.#opened.context;
    this.#close();
    const contexts = await this.#parts.contexts();
    const abort = new AbortController();
    this.#opened = {
      key,
      folder: query.folder,
      abort,
      context: contexts.watch({ ...query, signal: abort.signal }),
      watchers: this.#disposed ? [] : this.#watch(query.folder),
    };
    return this.#opened.context;
  }

  async #query(): Promise<ContextQuery> {
    const { dockerfile } = this;
    const answers = this.#parts.store.get(dockerfile);
    const context = answers.context ?? rememberedContext(await defaultContext(dockerfile), dockerfile);
    return {
      folder: contextPath(context, dockerfile),
      dockerfile: dockerfile.path,
      ...(answers.contextAll === true ? { all: true } : {}),
      ...(answers.target === undefined ? {} : { target: answers.target }),
      ...(answers.buildArgs === undefined ? {} : { buildArgs: answers.buildArgs }),
    };
  }

  #watch(folder: string): readonly vscode.Disposable[] {
    const { path } = this.dockerfile;
    const changed = ({ fsPath }: vscode.Uri): void => {
      const inside = pathInside(folder, fsPath);
      if (inside !== undefined) this.#changed.add(inside);
      this.schedule();
    };
    const patterns = [new vscode.RelativePattern(vscode.Uri.file(folder), '**')];
    if (pathInside(folder, path) === undefined) {
      const own = `${basename(path)}{,.dockerignore}`;
      patterns.push(new vscode.RelativePattern(vscode.Uri.file(dirname(path)), own));
    }
    return patterns.flatMap((pattern) => {
      const watcher = vscode.workspace.createFileSystemWatcher(pattern);
      return [
        watcher,
        watcher.onDidCreate(changed),
        watcher.onDidChange(changed),
        watcher.onDidDelete(changed),
      ];
    });
  }

  #close(): void {
    this.#opened?.abort.abort();
    for (const watcher of this.#opened?.watchers ?? []) watcher.dispose();
    this.#opened = undefined;
    this.#changed.clear();
  }

  /** A method, so that it is asked anew after a wait. */
  #isDisposed(): boolean {
    return this.#disposed;
  }
}

interface Opened {
  /** Of its query. */
  readonly key: string;
  readonly folder: string;
  readonly abort: AbortController;
  readonly context: ReturnType<Contexts['watch']>;
  readonly watchers: readonly vscode.Disposable[];
}

/** The path relative to the folder, with forward slashes; undefined for the folder itself and what lies outside. */
function pathInside(folder: string, path: string): string | undefined {
  const inside = relative(folder, path);
  if (inside === '' || isAbsolute(inside) || inside.split(sep)[0] === '..') return undefined;
  return inside.split(sep).join('/');
}
