import * as vscode from 'vscode';
import type { Contexts } from '../../context/contexts.ts';
import type { AnswerStore } from '../answer-store.ts';
import type { DockerfileOnDisk } from '../dockerfile.ts';
import { describeDockerfile } from '../find-dockerfiles.ts';
import { openDocument } from './text-lines.ts';
import { WatchedDockerfile, type DockerfileContext } from './watched-dockerfile.ts';

/** Milliseconds from opening a Dockerfile to the first look at its context: what else opens it goes first. */
const FIRST_PAUSE = 500;

/** Contexts that are kept current although neither an editor nor the preview shows their Dockerfile. */
const MOST_IDLE = 8;

export interface WatchedDockerfilesParts {
  readonly contexts: () => Promise<Contexts>;
  readonly store: AnswerStore;
}

/**
 * The contexts that are kept current: of Dockerfiles that are open in an editor, of the one in the preview, and of a few
 * that were asked for. A Dockerfile outside the workspace is not looked at by itself: its context may be anything.
 */
export class WatchedDockerfiles implements vscode.Disposable {
  readonly #parts: WatchedDockerfilesParts;
  readonly #changed = new vscode.EventEmitter<DockerfileOnDisk>();
  /** By path; the one that was asked for last is the last. */
  readonly #watched = new Map<string, WatchedDockerfile>();
  readonly #disposables: readonly { dispose(): unknown }[];
  #pinned: string | undefined;

  /** Fires with the Dockerfile whose context is another now, or is no longer looked at. */
  readonly onDidChange = this.#changed.event;

  constructor(parts: WatchedDockerfilesParts) {
    this.#parts = parts;
    const lookAgain = (): void => this.refresh();
    this.#disposables = [
      this.#changed,
      parts.store.onDidChange(lookAgain),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.#begin()),
      vscode.workspace.onDidOpenTextDocument((document) => this.#opened(document)),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#closed(uri)),
      vscode.workspace.onDidChangeTextDocument(({ document: { uri } }) => {
        if (uri.scheme === 'file') this.#edited(uri.fsPath);
      }),
    ];
    this.#begin();
  }

  /** Whether an editor or the preview shows the Dockerfile. */
  isShown(path: string): boolean {
    return path === this.#pinned || openDocument(path)?.languageId === 'dockerfile';
  }

  /** What is known now; where nothing is, finds out, and {@link onDidChange} tells. */
  state(dockerfile: DockerfileOnDisk): DockerfileContext | undefined {
    const watched = this.#watch(dockerfile);
    watched.begin();
    return watched.state;
  }

  /** What is known now, and no more. */
  peek({ path }: DockerfileOnDisk): DockerfileContext | undefined {
    return this.#watched.get(path)?.state;
  }

  /** The state as it is on the disk now. */
  async current(dockerfile: DockerfileOnDisk): Promise<DockerfileContext | undefined> {
    return await this.#watch(dockerfile).current();
  }

  /** The state after all of its folder was looked at again. */
  async reload(dockerfile: DockerfileOnDisk): Promise<DockerfileContext | undefined> {
    return await this.#watch(dockerfile).reload();
  }

  /** Keeps the context of this Dockerfile, and of no other that is not open. */
  pin(dockerfile: DockerfileOnDisk | undefined): void {
    this.#pinned = dockerfile?.path;
    this.#forgetIdle();
  }

  /** Looks at all contexts again. */
  refresh(): void {
    for (const watched of this.#watched.values()) watched.schedule();
  }

  dispose(): void {
    for (const watched of this.#watched.values()) watched.dispose();
    this.#watched.clear();
    for (const disposable of this.#disposables) disposable.dispose();
  }

  #begin(): void {
    for (const document of vscode.workspace.textDocuments) this.#opened(document);
  }

  #opened({ uri, languageId }: vscode.TextDocument): void {
    if (languageId !== 'dockerfile' || uri.scheme !== 'file' || !vscode.workspace.isTrusted) return;
    const known = this.#watched.get(uri.fsPath);
    if (known !== undefined) {
      this.#changed.fire(known.dockerfile);
    } else if (vscode.workspace.getWorkspaceFolder(uri) !== undefined) {
      this.#watch(describeDockerfile(uri)).schedule(FIRST_PAUSE);
    }
  }

  /** A Dockerfile or an ignore file has another text in its editor. */
  #edited(path: string): void {
    for (const watched of this.#watched.values()) if (watched.reads(path)) watched.schedule();
  }

  #closed(uri: vscode.Uri): void {
    // What was typed and not saved is gone.
    this.#edited(uri.fsPath);
    const watched = this.#watched.get(uri.fsPath);
    if (watched === undefined) return;
    this.#changed.fire(watched.dockerfile);
    this.#forgetIdle();
  }

  #watch(dockerfile: DockerfileOnDisk): WatchedDockerfile {
    const { path } = dockerfile;
    const watched =
      this.#watched.get(path) ??
      new WatchedDockerfile(dockerfile, {
        ...this.#parts,
        onChange: () => this.#changed.fire(dockerfile),
      });
    this.#watched.delete(path);
    this.#watched.set(path, watched);
    this.#forgetIdle();
    return watched;
  }

  #forgetIdle(): void {
    const idle = [...this.#watched.keys()].filter((path) => !this.isShown(path));
    for (const path of idle.slice(0, -MOST_IDLE)) {
      this.#watched.get(path)?.dispose();
      this.#watched.delete(path);
    }
  }
}
