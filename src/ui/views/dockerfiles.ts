import * as vscode from 'vscode';
import type { BuilderProfile } from '../../builders/builder.ts';
import type { AnswerStore } from '../answer-store.ts';
import { rememberedContext } from '../answers.ts';
import { defaultContext } from '../default-context.ts';
import type { DockerfileOnDisk } from '../dockerfile.ts';
import { DOCKERFILE_GLOB, findDockerfiles } from '../find-dockerfiles.ts';
import type { Diagnostic } from '../../dockerfile/lint/diagnostic.ts';
import { countProblems, countsText, type ProblemCounts } from '../lint/problem-counts.ts';
import { editCommand } from '../questions/questions.ts';
import type { Settings } from '../settings.ts';
import { podSettingsText } from '../text/pod-settings.ts';
import { answerRows, type AnswerRow } from './answer-rows.ts';

export interface DockerfilesParts {
  readonly store: AnswerStore;
  readonly builders: readonly BuilderProfile[];
  readonly settings: (path: string) => Settings;
  /** What the linter finds in the Dockerfile. */
  readonly findings: (path: string) => Promise<readonly Diagnostic[]>;
  /** How much a build of the Dockerfile sends, in words. */
  readonly contextTotal: (dockerfile: DockerfileOnDisk) => Promise<string>;
}

/**
 * A Dockerfile, or with `row` one of its answers, `problems` what the linter says, `total` how much is sent, or `pod` the
 * settings of its Pod.
 */
interface Node {
  readonly dockerfile: DockerfileOnDisk;
  readonly row?: AnswerRow;
  readonly problems?: ProblemCounts;
  readonly total?: string;
  readonly pod?: string;
}

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
    const { dockerfile } = node;
    const settings = this.#parts.settings(dockerfile.path);
    const rows = answerRows({
      answers: this.#parts.store.get(dockerfile),
      settings,
      builders: this.#parts.builders,
      defaultContext: rememberedContext(await defaultContext(dockerfile), dockerfile),
    });
    const problems = countProblems(await this.#parts.findings(dockerfile.path));
    const total = await this.#parts.contextTotal(dockerfile);
    return [
      { dockerfile, problems },
      { dockerfile, total },
      ...rows.map((row) => ({ dockerfile, row })),
      { dockerfile, pod: podSettingsText(settings) },
    ];
  }

  getTreeItem({ dockerfile, row, problems, total, pod }: Node): vscode.TreeItem {
    if (pod !== undefined) return podItem(dockerfile, pod);
    if (total !== undefined) return totalItem(dockerfile, total);
    if (problems !== undefined) return problemsItem(dockerfile, problems);
    return row === undefined ? dockerfileItem(dockerfile) : rowItem(dockerfile, row);
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

function rowItem(dockerfile: DockerfileOnDisk, row: AnswerRow): vscode.TreeItem {
  const item = new vscode.TreeItem(row.label);
  const value = rowValue(row);
  item.id = `${dockerfile.path}#${row.question}`;
  item.description = value;
  item.iconPath = new vscode.ThemeIcon(row.icon);
  item.contextValue = `answer.${row.question}`;
  item.tooltip = `${row.label}: ${value}`;
  item.command = {
    command: editCommand(row.question),
    title: row.label,
    arguments: [{ dockerfile }],
  };
  item.accessibilityInformation = {
    label: vscode.l10n.t('{0}: {1}. Press Enter to edit.', row.label, value),
  };
  return item;
}

function problemsItem(dockerfile: DockerfileOnDisk, problems: ProblemCounts): vscode.TreeItem {
  const label = vscode.l10n.t('Problems');
  const value = countsText(problems);
  const item = new vscode.TreeItem(label);
  item.id = `${dockerfile.path}#problems`;
  item.description = value;
  item.iconPath = new vscode.ThemeIcon(problemsIcon(problems));
  item.contextValue = 'problems';
  item.tooltip = `${label}: ${value}`;
  item.command = { command: 'kanikoBuild.showProblems', title: label, arguments: [{ dockerfile }] };
  item.accessibilityInformation = { label: vscode.l10n.t('{0}: {1}. Press Enter to show.', label, value) };
  return item;
}

function totalItem(dockerfile: DockerfileOnDisk, total: string): vscode.TreeItem {
  const label = vscode.l10n.t('Build context');
  const item = new vscode.TreeItem(label);
  item.id = `${dockerfile.path}#total`;
  item.description = total;
  item.iconPath = new vscode.ThemeIcon('package');
  item.contextValue = 'contextTotal';
  item.tooltip = `${label}: ${total}`;
  item.command = { command: 'kanikoBuild.previewContext', title: label, arguments: [{ dockerfile }] };
  item.accessibilityInformation = { label: vscode.l10n.t('{0}: {1}. Press Enter to show.', label, total) };
  return item;
}

function podItem(dockerfile: DockerfileOnDisk, value: string): vscode.TreeItem {
  const label = vscode.l10n.t('Pod settings');
  const item = new vscode.TreeItem(label);
  item.id = `${dockerfile.path}#pod`;
  item.description = value;
  item.iconPath = new vscode.ThemeIcon('settings-gear');
  item.contextValue = 'podSettings';
  item.tooltip = `${label}: ${value}`;
  item.command = { command: 'kanikoBuild.editPodSettings', title: label, arguments: [{ dockerfile }] };
  item.accessibilityInformation = { label: vscode.l10n.t('{0}: {1}. Press Enter to edit.', label, value) };
  return item;
}

function problemsIcon({ errors, warnings, hints }: ProblemCounts): string {
  if (errors > 0) return 'error';
  if (warnings > 0) return 'warning';
  return hints > 0 ? 'info' : 'pass';
}

function rowValue({ value, isDefault }: AnswerRow): string {
  if (value === undefined) return vscode.l10n.t('asked at the next build');
  return isDefault ? vscode.l10n.t('{0} (default)', value) : value;
}
