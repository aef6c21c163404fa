import * as vscode from 'vscode';
import type { BuildRequest } from '../../build/request.ts';
import { ignorePatternOf } from '../../context/ignore-entry.ts';
import type { DockerfileOnDisk } from '../dockerfile.ts';
import { describeDockerfile } from '../find-dockerfiles.ts';
import { amountText } from '../text/amount.ts';
import { addToIgnoreFile, ignoreFileOf } from './add-to-ignore.ts';
import { askAboutSecrets } from './ask-about-secrets.ts';
import { ContextDiagnostics, type ContextDiagnosticsParts } from './context-diagnostics.ts';
import { ContextFixes } from './context-fixes.ts';
import type { RowEntry } from './context-row.ts';
import { ContextView } from './context-view.ts';
import { WatchedDockerfiles, type WatchedDockerfilesParts } from './watched-dockerfiles.ts';

export interface BuildContextsParts
  extends WatchedDockerfilesParts, Pick<ContextDiagnosticsParts, 'findings'> {
  /** What is remembered for the workspace. */
  readonly state: vscode.Memento;
}

/** All that the editor has of build contexts: preview, diagnostics, totals, and the question about secrets. */
export class BuildContexts implements vscode.Disposable {
  readonly #parts: BuildContextsParts;
  readonly #watched: WatchedDockerfiles;
  readonly #view: ContextView;
  readonly #disposables: readonly { dispose(): unknown }[];
  readonly #totalChanged = new vscode.EventEmitter<void>();
  /** By Dockerfile, as told. */
  readonly #totals = new Map<string, string>();

  /** Fires when a {@link total} that was asked for is another. */
  readonly onDidChangeTotal = this.#totalChanged.event;

  constructor(parts: BuildContextsParts) {
    this.#parts = parts;
    this.#watched = new WatchedDockerfiles(parts);
    this.#view = new ContextView(this.#watched);
    const diagnostics = new ContextDiagnostics({ watched: this.#watched, findings: parts.findings });
    this.#disposables = [
      this.#watched,
      this.#view,
      diagnostics,
      this.#totalChanged,
      this.#watched.onDidChange((dockerfile) => this.#tellTotal(dockerfile)),
      vscode.languages.registerCodeActionsProvider(
        ContextFixes.selector,
        new ContextFixes(diagnostics),
        ContextFixes.metadata,
      ),
    ];
  }

  /** How much a build of the Dockerfile sends, in words. Where it is not known yet, {@link onDidChangeTotal} tells. */
  total(dockerfile: DockerfileOnDisk): string {
    const told = this.#totals.get(dockerfile.path);
    // No longer kept current: to look again would only put away another one.
    const isOld = this.#watched.peek(dockerfile) === undefined && told !== undefined && told !== counting();
    const text = isOld ? told : totalText(this.#watched.state(dockerfile));
    this.#totals.set(dockerfile.path, text);
    return text;
  }

  async preview(dockerfile: DockerfileOnDisk): Promise<void> {
    await this.#view.show(dockerfile);
  }

  async refresh(): Promise<void> {
    await this.#view.refresh();
  }

  /** Sends all that is not ignored of the context in the preview from now on, or only what is read. */
  async sendAll(all: boolean): Promise<void> {
    const { store } = this.#parts;
    const { shown } = this.#view;
    if (shown === undefined) return;
    const { contextAll: _before, ...answers } = store.get(shown);
    await store.set(shown, all ? { ...answers, contextAll: true } : answers);
    await this.#view.refresh();
  }

  async close(): Promise<void> {
    await this.#view.close();
  }

  /** Leaves a file or folder out by a line of the ignore file that holds. */
  async leaveOut({ dockerfile, path }: Pick<RowEntry, 'dockerfile' | 'path'>): Promise<void> {
    await this.addPattern(dockerfile, ignorePatternOf(path));
  }

  /** Adds a line to the ignore file that holds for the Dockerfile. */
  async addPattern(dockerfile: DockerfileOnDisk, pattern: string): Promise<void> {
    const state = await this.#watched.current(dockerfile);
    if (state?.kind === 'ready') await addToIgnoreFile(ignoreFileOf(state), pattern);
  }

  /** Asks about secrets that a build would upload; resolves to whether it may start. */
  async confirm(request: BuildRequest): Promise<boolean> {
    const { contexts, state } = this.#parts;
    const show = (): Promise<void> => this.preview(describeDockerfile(vscode.Uri.file(request.dockerfile)));
    return await askAboutSecrets(request, { contexts, state, show });
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }

  #tellTotal(dockerfile: DockerfileOnDisk): void {
    const told = this.#totals.get(dockerfile.path);
    if (told !== undefined && told !== totalText(this.#watched.peek(dockerfile))) this.#totalChanged.fire();
  }
}

function totalText(state: ReturnType<WatchedDockerfiles['state']>): string {
  switch (state?.kind) {
    case 'ready':
      return amountText(state.preview.totals);
    case 'failed':
      return state.message;
    case 'remote':
      return vscode.l10n.t('fetched by the builder');
    case undefined:
      return counting();
  }
}

function counting(): string {
  return vscode.l10n.t('being counted…');
}
