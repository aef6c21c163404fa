import { homedir } from 'node:os';
import { basename, dirname, sep } from 'node:path';
import * as vscode from 'vscode';
import type { ClusterAnswer, Engine } from '../../build/engine.ts';
import type { ClusterChoice } from '../../build/request.ts';
import type { KubeContext } from '../../kube/api.ts';
import { heading, notice, type Choice } from './pick.ts';

export type Cluster = Pick<ClusterChoice, 'kubeconfig' | 'context'>;

/** Clusters that are asked at one time. */
const AT_ONCE = 16;

/** One context of one source, and what its cluster says; undefined until it says something. */
interface Row {
  readonly cluster: Cluster;
  readonly context: KubeContext;
  readonly isCurrent: boolean;
  answer?: ClusterAnswer;
}

/** What the kubeconfig files of one source offer. */
interface Group {
  readonly files: readonly string[];
  /** The current context first. */
  readonly rows: readonly Row[];
  readonly problems: readonly { readonly file: string; readonly message: string }[];
}

/** The kube contexts of several sources as choices, with what each cluster answers and as the files change. */
export class ContextList {
  readonly #engine: Engine;
  readonly #sources: readonly (readonly string[])[];
  readonly #show: (choices: readonly Choice<Cluster>[]) => void;
  readonly #signal: AbortSignal;
  #groups: readonly Group[] = [];
  #watched = false;

  constructor(
    engine: Engine,
    sources: readonly (readonly string[])[],
    show: (choices: readonly Choice<Cluster>[]) => void,
    signal: AbortSignal,
  ) {
    this.#engine = engine;
    this.#sources = sources;
    this.#show = show;
    this.#signal = signal;
  }

  /**
   * Shows the contexts at once and again with each cluster's answer; settles when all have answered. From then until the
   * signal it does the same whenever one of the files changes.
   */
  async load(): Promise<void> {
    const groups = await Promise.all(this.#sources.map((source) => this.#read(source)));
    this.#groups = groups;
    this.#update();
    this.#watch();
    const waiting = groups.flatMap(({ rows }) => rows);
    const ask = async (): Promise<void> => {
      // Files that changed meanwhile make a list of their own.
      for (let row = waiting.shift(); row !== undefined && this.#groups === groups; row = waiting.shift()) {
        if (this.#signal.aborted) return;
        row.answer = await this.#engine.probe(row.cluster, this.#signal);
        if (this.#groups === groups) this.#update();
      }
    };
    try {
      await Promise.all(Array.from({ length: AT_ONCE }, ask));
    } catch (error) {
      if (!this.#signal.aborted) throw error;
    }
  }

  #watch(): void {
    if (this.#watched || this.#signal.aborted) return;
    this.#watched = true;
    const files = new Set(
      this.#groups.flatMap(({ files: read, problems }) => [...read, ...problems.map(({ file }) => file)]),
    );
    const watchers = [...files].map((file) => {
      const pattern = new vscode.RelativePattern(vscode.Uri.file(dirname(file)), basename(file));
      const watcher = vscode.workspace.createFileSystemWatcher(pattern);
      const reload = (): void => {
        void this.load();
      };
      return vscode.Disposable.from(
        watcher,
        watcher.onDidChange(reload),
        watcher.onDidCreate(reload),
        watcher.onDidDelete(reload),
      );
    });
    const stop = (): void => {
      for (const watcher of watchers) watcher.dispose();
    };
    this.#signal.addEventListener('abort', stop, { once: true });
  }

  async #read(kubeconfig: readonly string[]): Promise<Group> {
    const { contexts, current, files, problems } = await this.#engine.kubeContexts(kubeconfig);
    const sorted = [...contexts].sort((a, b) => Number(b.name === current) - Number(a.name === current));
    return {
      files,
      problems,
      rows: sorted.map((context) => ({
        cluster: { kubeconfig, context: context.name },
        context,
        isCurrent: context.name === current,
      })),
    };
  }

  #update(): void {
    const found = this.#groups.filter(({ rows }) => rows.length > 0);
    this.#show([
      ...found.flatMap(({ files, rows }) => [
        ...(found.length > 1 ? [heading<Cluster>(files.map(tildePath).join(', '))] : []),
        ...rows.map(choice),
      ]),
      ...this.#groups.flatMap(({ problems }) =>
        problems.map(({ file, message }) => ({
          ...notice<Cluster>(`${basename(file)}: ${message}`),
          detail: tildePath(file),
        })),
      ),
      ...(found.length === 0 ? [notice<Cluster>(vscode.l10n.t('No kubeconfig has a context'))] : []),
    ]);
  }
}

function choice({ cluster, context, isCurrent, answer }: Row): Choice<Cluster> {
  const { name, user, namespace } = context;
  const said = answer === undefined ? undefined : answerText(answer);
  return {
    label: name,
    description: [
      ...(isCurrent ? [vscode.l10n.t('current')] : []),
      ...(said === undefined ? [] : [said]),
    ].join(' · '),
    detail: [
      vscode.l10n.t('cluster {0}', context.cluster),
      vscode.l10n.t('user {0}', user),
      ...(namespace === undefined ? [] : [vscode.l10n.t('namespace {0}', namespace)]),
    ].join(' · '),
    iconPath: new vscode.ThemeIcon(answerIcon(answer)),
    value: cluster,
  };
}

function answerText(answer: ClusterAnswer): string {
  if (answer.answers) {
    return answer.version === ''
      ? vscode.l10n.t('answers')
      : vscode.l10n.t('answers, Kubernetes {0}', answer.version);
  }
  return answer.reason === undefined
    ? vscode.l10n.t('no answer within 2 seconds')
    : vscode.l10n.t('unusable: {0}', answer.reason);
}

function answerIcon(answer: ClusterAnswer | undefined): string {
  if (answer === undefined) return 'loading~spin';
  return answer.answers ? 'vm-running' : 'vm-outline';
}

/** The path with `~` in place of the home folder. */
function tildePath(path: string): string {
  const home = homedir() + sep;
  return path.startsWith(home) ? `~${sep}${path.slice(home.length)}` : path;
}
