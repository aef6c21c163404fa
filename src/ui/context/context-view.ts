import * as vscode from 'vscode';
import type { DockerfileOnDisk } from '../dockerfile.ts';
import { sentences } from '../text/plain.ts';
import type { ContextRow } from './context-row.ts';
import { contextRows } from './context-rows.ts';
import type { DockerfileContext } from './watched-dockerfile.ts';
import type { WatchedDockerfiles } from './watched-dockerfiles.ts';

const VIEW = 'kanikoBuild.context';

/** Context key: everything that is not ignored goes because it was asked for. */
const ALL = 'kanikoBuild.contextAll';

/** The *Build Context* view: what a build of one Dockerfile would send. It is there once it has been asked for. */
export class ContextView implements vscode.TreeDataProvider<ContextRow>, vscode.Disposable {
  readonly #watched: WatchedDockerfiles;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #view: vscode.TreeView<ContextRow>;
  readonly #disposables: readonly { dispose(): unknown }[];
  #shown: DockerfileOnDisk | undefined;
  #stale = false;
  /** What {@link ALL} was set to: setting it anew makes VS Code forget what is being expanded. */
  #all = false;
  /** What the rows were told to be about. */
  #told: DockerfileContext | undefined;
  /** The first look at what is shown. */
  #looking: Promise<unknown> | undefined;
  /** Rows that VS Code waits for: they will be the present ones, so it need not ask anew. */
  #awaited = 0;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(watched: WatchedDockerfiles) {
    this.#watched = watched;
    this.#view = vscode.window.createTreeView(VIEW, { treeDataProvider: this, showCollapseAll: true });
    this.#disposables = [
      this.#view,
      this.#changed,
      watched.onDidChange(({ path }) => {
        if (path === this.#shown?.path) this.#update();
      }),
      this.#view.onDidChangeVisibility(({ visible }) => {
        if (visible && this.#stale) this.#update();
      }),
    ];
  }

  /** The Dockerfile whose context is shown. */
  get shown(): DockerfileOnDisk | undefined {
    return this.#shown;
  }

  /** Shows the context of a Dockerfile. Resolves when it has been looked at. */
  async show(dockerfile: DockerfileOnDisk): Promise<void> {
    this.#shown = dockerfile;
    this.#watched.pin(dockerfile);
    this.#view.description = dockerfile.label;
    // Begins now, while the view is made.
    const looked = this.#watched.current(dockerfile);
    this.#looking = looked;
    await vscode.commands.executeCommand('setContext', VIEW, true);
    await vscode.commands.executeCommand(`${VIEW}.focus`);
    await vscode.window.withProgress({ location: { viewId: VIEW } }, () => looked);
    this.#update();
  }

  /** Looks at all of the context again. */
  async refresh(): Promise<void> {
    const shown = this.#shown;
    if (shown === undefined) return;
    await vscode.window.withProgress({ location: { viewId: VIEW } }, () => this.#watched.reload(shown));
    this.#update();
  }

  /** Takes the view away. */
  async close(): Promise<void> {
    this.#shown = undefined;
    this.#watched.pin(undefined);
    await vscode.commands.executeCommand('setContext', VIEW, false);
    this.#update();
  }

  async getChildren(row?: ContextRow): Promise<ContextRow[]> {
    if (row !== undefined) return [...((await row.children?.()) ?? [])];
    this.#awaited++;
    await this.#looking;
    this.#awaited--;
    const state = this.#shown === undefined ? undefined : this.#watched.state(this.#shown);
    if (this.#shown === undefined || state?.kind !== 'ready') return [];
    return [...contextRows(state, this.#shown)];
  }

  getTreeItem(row: ContextRow): vscode.TreeItem {
    return row.item();
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }

  /** Shows the present state, now or when the view is seen again. */
  #update(): void {
    this.#stale = !this.#view.visible;
    if (this.#stale) return;
    const state = this.#shown === undefined ? undefined : this.#watched.state(this.#shown);
    this.#view.message = messageOf(state);
    const all = state?.kind === 'ready' && state.all;
    if (all !== this.#all) void vscode.commands.executeCommand('setContext', ALL, all);
    this.#all = all;
    if (state !== this.#told && this.#awaited === 0) this.#changed.fire();
    this.#told = state;
  }
}

function messageOf(state: DockerfileContext | undefined): string {
  switch (state?.kind) {
    case 'failed':
      return sentences(state.message, state.remedy);
    case 'remote':
      return vscode.l10n.t('The builder fetches this context itself: nothing is uploaded.');
    case 'ready':
    case undefined:
      return '';
  }
}
