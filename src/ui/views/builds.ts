import * as vscode from 'vscode';
import type { Step } from '../../build/events.ts';
import { isFinal, type BuildRecord } from '../../build/record.ts';
import type { Builds } from '../builds.ts';
import { buildItem, failureItem, stepItem } from './build-items.ts';

/** Milliseconds between two looks at the clock: while a build runs, and while only "4 min ago" can change. */
const RUNNING = 1000;
const IDLE = 30_000;

/** A build, or one of its rows. */
interface Node {
  readonly id: string;
  readonly row?: 'failure' | number;
}

/** The *Builds* view: newest first, with live states, and the steps of each below it. */
export class BuildsView implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  readonly #builds: Builds;
  readonly #changed = new vscode.EventEmitter<Node | undefined>();
  readonly #view: vscode.TreeView<Node>;
  readonly #disposables: readonly { dispose(): unknown }[];
  /** The tree knows a row by its object, so each build has one for life. */
  readonly #nodes = new Map<string, Node>();
  #timer: NodeJS.Timeout | undefined;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(builds: Builds) {
    this.#builds = builds;
    this.#view = vscode.window.createTreeView('kanikoBuild.builds', {
      treeDataProvider: this,
      showCollapseAll: true,
    });
    this.#disposables = [
      this.#view,
      this.#changed,
      builds.onDidChange((id) => this.#show(id)),
      this.#view.onDidChangeVisibility(() => this.#show(undefined)),
    ];
    this.#tick();
  }

  getChildren(node?: Node): Node[] {
    if (node === undefined) return this.#builds.all().map(({ id }) => this.#node(id));
    const record = node.row === undefined ? this.#builds.get(node.id) : undefined;
    if (record === undefined) return [];
    const failure = record.result?.failure === undefined ? [] : [{ id: node.id, row: 'failure' as const }];
    return [...failure, ...record.steps.map(({ index }) => ({ id: node.id, row: index }))];
  }

  getParent(node: Node): Node | undefined {
    return node.row === undefined ? undefined : this.#node(node.id);
  }

  getTreeItem({ id, row }: Node): vscode.TreeItem {
    const record = this.#builds.get(id);
    const item = record === undefined ? undefined : itemOf(record, row);
    // The build went since its row was asked for; the view is about to ask again.
    return item ?? new vscode.TreeItem('');
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const disposable of this.#disposables) disposable.dispose();
  }

  #node(id: string): Node {
    const node = this.#nodes.get(id) ?? { id };
    this.#nodes.set(id, node);
    return node;
  }

  #show(id: string | undefined): void {
    if (!this.#view.visible) return;
    this.#changed.fire(id === undefined ? undefined : this.#node(id));
    this.#tick();
  }

  /** Lets times go on while someone can see them. */
  #tick(): void {
    clearTimeout(this.#timer);
    if (!this.#view.visible) return;
    const running = this.#builds.running();
    this.#timer = setTimeout(
      () => {
        if (running.length === 0) this.#show(undefined);
        else for (const { id } of running) this.#show(id);
      },
      running.length === 0 ? IDLE : RUNNING,
    );
  }
}

function itemOf(record: BuildRecord, row: Node['row']): vscode.TreeItem | undefined {
  const now = Date.now();
  if (row === undefined) return buildItem(record, now);
  if (row === 'failure') return failureItem(record);
  const step = record.steps.find(({ index }) => index === row);
  return step === undefined ? undefined : stepItem(record, endedWith(record, step), now);
}

/** A step of a build that is over runs no more, even where nothing told its end. */
function endedWith(record: BuildRecord, step: Step): Step {
  if (step.state !== 'running' || !isFinal(record.state) || record.endedAt === undefined) return step;
  return { ...step, state: record.state === 'failed' ? 'failed' : 'cancelled', endedAt: record.endedAt };
}
