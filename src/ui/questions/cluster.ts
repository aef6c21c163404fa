import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { sep } from 'node:path';
import * as vscode from 'vscode';
import type { Engine } from '../../build/engine.ts';
import type { KubeContext } from '../../kube/api.ts';
import type { ClusterChoice } from '../../build/request.ts';
import { withCluster, type Answers } from '../answers.ts';
import type { EngineLoader } from '../engine-loader.ts';
import { kubeconfigSources } from '../kubeconfig-sources.ts';
import type { Settings } from '../settings.ts';
import { heading, notice, pick, type Choice } from './pick.ts';
import type { InputReply, Prompt, Question, Reply } from './question.ts';

type Cluster = Pick<ClusterChoice, 'kubeconfig' | 'context'>;

/** Asks which cluster builds: the kube contexts of every kubeconfig at hand. */
export class ClusterQuestion implements Question {
  readonly #engine: EngineLoader;
  readonly #settings: (path: string) => Settings;

  constructor(engine: EngineLoader, settings: (path: string) => Settings) {
    this.#engine = engine;
    this.#settings = settings;
  }

  isOpen({ cluster }: Answers): boolean {
    return cluster === undefined;
  }

  async ask(answers: Answers, prompt: Prompt): Promise<Reply> {
    let sources = kubeconfigSources(
      this.#settings(prompt.dockerfile.path).kubeconfig,
      process.env,
      existsSync,
    );
    for (;;) {
      const reply = await this.#pick(answers, prompt, sources);
      if (typeof reply === 'string') return reply;
      if (reply.value !== 'browse') return withCluster(answers, reply.value);
      const file = await browse();
      if (file !== undefined) sources = [[file], ...sources];
    }
  }

  #pick(
    answers: Answers,
    prompt: Prompt,
    sources: readonly (readonly string[])[],
  ): Promise<InputReply<Cluster | 'browse'>> {
    return pick<Cluster | 'browse'>(prompt, {
      placeholder: vscode.l10n.t('Choose the kube context of the cluster that builds'),
      isActive: (value) => value !== 'browse' && value.context === answers.cluster?.context,
      choices: async (show) => {
        const engine = await this.#engine();
        const groups = await Promise.all(sources.map(async (source) => choices(source, engine)));
        const found = groups.filter((group) => group.choices.length > 0);
        show([
          ...found.flatMap((group) => [
            ...(found.length > 1 ? [heading<Cluster>(group.files)] : []),
            ...group.choices,
          ]),
          ...groups.flatMap(({ problems }) => problems),
          ...(found.length === 0 ? [notice<Cluster>(vscode.l10n.t('No kubeconfig has a context'))] : []),
          heading(''),
          { label: `$(folder-opened) ${vscode.l10n.t('Use Another Kubeconfig File…')}`, value: 'browse' },
        ]);
      },
    });
  }
}

/** What the kubeconfig files of one source offer. */
interface Group {
  readonly files: string;
  /** The current context first. */
  readonly choices: readonly Choice<Cluster>[];
  readonly problems: readonly Choice<Cluster>[];
}

async function choices(kubeconfig: readonly string[], engine: Engine): Promise<Group> {
  const { contexts, current, files, problems } = await engine.kubeContexts(kubeconfig);
  const sorted = [...contexts].sort((a, b) => Number(b.name === current) - Number(a.name === current));
  return {
    files: files.map(tildePath).join(', '),
    choices: sorted.map((context) => choice(context, kubeconfig, context.name === current)),
    problems: problems.map(({ file, message }) => notice(`${tildePath(file)}: ${message}`)),
  };
}

/** The path with `~` in place of the home folder. */
function tildePath(path: string): string {
  const home = homedir() + sep;
  return path.startsWith(home) ? `~${sep}${path.slice(home.length)}` : path;
}

function choice(context: KubeContext, kubeconfig: readonly string[], isCurrent: boolean): Choice<Cluster> {
  const { name, cluster, user, namespace } = context;
  return {
    label: name,
    ...(isCurrent ? { description: vscode.l10n.t('current') } : {}),
    detail: [
      vscode.l10n.t('cluster {0}', cluster),
      vscode.l10n.t('user {0}', user),
      ...(namespace === undefined ? [] : [vscode.l10n.t('namespace {0}', namespace)]),
    ].join(' · '),
    value: { kubeconfig, context: name },
  };
}

async function browse(): Promise<string | undefined> {
  const [file] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t('Kubeconfig File'),
      openLabel: vscode.l10n.t('Use'),
    })) ?? [];
  return file?.fsPath;
}
