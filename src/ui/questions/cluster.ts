import { existsSync } from 'node:fs';
import * as vscode from 'vscode';
import { withCluster, type Answers } from '../answers.ts';
import type { EngineLoader } from '../engine-loader.ts';
import { kubeconfigSources } from '../kubeconfig-sources.ts';
import type { Settings } from '../settings.ts';
import { ContextList, type Cluster } from './context-list.ts';
import { heading, pick } from './pick.ts';
import type { InputReply, Prompt, Question, Reply } from './question.ts';

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
      choices: async (show, signal) => {
        const list = new ContextList(
          await this.#engine(),
          sources,
          (contexts) =>
            show([
              ...contexts,
              heading(''),
              {
                label: `$(folder-opened) ${vscode.l10n.t('Use Another Kubeconfig File…')}`,
                value: 'browse',
              },
            ]),
          signal,
        );
        await list.load();
      },
    });
  }
}

async function browse(): Promise<string | undefined> {
  const [file] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t('Kubeconfig File'),
      openLabel: vscode.l10n.t('Use'),
    })) ?? [];
  return file?.fsPath;
}
