import * as vscode from 'vscode';
import type { AnswerStore } from '../answer-store.ts';
import type { DockerfileOnDisk } from '../dockerfile.ts';
import { DOCKERFILE_GLOB, findDockerfiles } from '../find-dockerfiles.ts';
import type { DockerfileRow } from './dockerfile-rows.ts';

export interface DockerfilesParts {
  readonly store: AnswerStore;
  /** What is shown below a Dockerfile. */
  readonly rows: (dockerfile: DockerfileOnDisk) => Promise<readonly DockerfileRow[]>;
}

/** A Dockerfile, or one of its rows. */
type Node = DockerfileRow | { readonly dockerfile: DockerfileOnDisk };

/** The *Dockerfiles* view: those of the workspace, and under each what a build of it will do. */
export class DockerfilesView implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  readonly #parts: DockerfilesParts;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #view: vscode.TreeView<Node>;
  readonly #disposables: readonly { dispose(): unknown }[];
  /** What the last search found; undefined when files came or went since. */
  #found: Promise<readonly DockerfileOnDisk[]> | undefined;
  #stale = false;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(parts: DockerfilesParts) {
    this.#parts = parts;
    this.#view = vscode.window.createTreeView('kanikoBuild.dockerfiles', {
      treeDataProvider: this,
      showCollapseAll: true,
    });
    const watcher = vscode.workspace.createFileSystemWatcher(DOCKERFILE_GLOB, false, true, false);
    const search = (): void => this.refresh();
    this.#disposables = [
      this.#view,
      this.#changed,
      watcher,
      watcher.onDidCreate(search),
      watcher.onDidDelete(search),
      vscode.workspace.onDidChangeWorkspaceFolders(search),
      vscode.workspace.onDidGrantWorkspaceTrust(search),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('kanikoBuild')) this.update();
      }),
      // The default context depends on what the Dockerfile copies.
      vscode.workspace.onDidSaveTextDocument(({ languageId }) => {
        if (languageId === 'dockerfile') this.update();
      }),
      parts.store.onDidChange(() => this.update()),
      this.#view.onDidChangeVisibility(({ visible }) => {
        if (visible && this.#stale) this.update();
      }),
    ];
  }

  /** Looks for Dockerfiles again. */
  refresh(): void {
    this.#found = undefined;
    this.update();
  }

  /** Shows the present state, now or when the view is seen again. */
  update(): void {
    this.#stale = !this.#view.visible;
    if (!this.#stale) this.#changed.fire();
  }

  async getChildren(node?: Node): Promise<Node[]> {
    if (!vscode.workspace.isTrusted) return [];
    if (node === undefined) {
      this.#found ??= findDockerfiles();
      return (await this.#found).map((dockerfile) => ({ dockerfile }));
    }
    return [...(await this.#parts.rows(node.dockerfile))];
  }

  getTreeItem(node: Node): vscode.TreeItem {
    return 'item' in node ? node.item : dockerfileItem(node.dockerfile);
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }
}

function dockerfileItem({ path, label }: DockerfileOnDisk): vscode.TreeItem {
  const uri = vscode.Uri.file(path);
  const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Collapsed);
  item.id = path;
  item.resourceUri = uri;
  item.iconPath = vscode.ThemeIcon.File;
  item.contextValue = 'dockerfile';
  item.tooltip = path;
  item.accessibilityInformation = { label: vscode.l10n.t('Dockerfile {0}', label) };
  return item;
}
