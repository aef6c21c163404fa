import * as vscode from 'vscode';
import type { Answers } from '../answers.ts';
import type { EngineLoader } from '../engine-loader.ts';
import { errorText } from '../errors.ts';
import type { RecentNamespaces } from '../recent-namespaces.ts';
import { heading, notice, pick, type Choice } from './pick.ts';
import type { Prompt, Question, Reply } from './question.ts';

/** A DNS label, which a namespace's name must be. */
const NAMESPACE = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

type Show = (choices: readonly Choice<string>[]) => void;

/** Asks for the namespace: those of the cluster where the user may list them, those used before, or any typed. */
export class NamespaceQuestion implements Question {
  readonly #engine: EngineLoader;
  readonly #recent: RecentNamespaces;

  constructor(engine: EngineLoader, recent: RecentNamespaces) {
    this.#engine = engine;
    this.#recent = recent;
  }

  isOpen({ namespace }: Answers): boolean {
    return namespace === undefined;
  }

  async ask(answers: Answers, prompt: Prompt): Promise<Reply> {
    const reply = await pick<string>(prompt, {
      placeholder: vscode.l10n.t('Choose or type the namespace in which the Pod runs'),
      isActive: (namespace) => namespace === answers.namespace,
      choices: (show, signal) => this.#load(answers, show, signal),
      typed: (text) =>
        NAMESPACE.test(text)
          ? { label: vscode.l10n.t('Use namespace "{0}"', text), value: text }
          : { label: vscode.l10n.t('A namespace has only lower-case letters, digits and dashes') },
      check: (namespace, signal) => this.#problem(answers, namespace, signal),
    });
    if (typeof reply === 'string') return reply;
    if (answers.cluster !== undefined) await this.#recent.add(answers.cluster.context, reply.value);
    return { ...answers, namespace: reply.value };
  }

  /** Why no build can run in the namespace, where the cluster says so at once. */
  async #problem({ cluster }: Answers, namespace: string, signal: AbortSignal): Promise<string | undefined> {
    if (cluster === undefined) return undefined;
    const engine = await this.#engine();
    switch (await engine.namespaceState({ ...cluster, namespace }, signal)) {
      case 'missing':
        return vscode.l10n.t('The cluster has no namespace "{0}": choose or type another', namespace);
      case 'terminating':
        return vscode.l10n.t('Namespace "{0}" is being deleted: choose or type another', namespace);
      case 'there':
      case 'unknown':
        return undefined;
    }
  }

  async #load({ cluster }: Answers, show: Show, signal: AbortSignal): Promise<void> {
    if (cluster === undefined) return;
    const recent = this.#recent.of(cluster.context);
    const engine = await this.#engine();
    const { contexts } = await engine.kubeContexts(cluster.kubeconfig);
    const preset = contexts.find(({ name }) => name === cluster.context)?.namespace ?? 'default';
    const near: readonly Choice<string>[] = [
      { label: preset, value: preset, description: vscode.l10n.t('default of the context') },
      ...recent
        .filter((name) => name !== preset)
        .map((name) => ({ label: name, value: name, description: vscode.l10n.t('used before') })),
    ];
    show(near);
    show([...near, ...(await this.#others(cluster, new Set([preset, ...recent]), signal))]);
  }

  async #others(
    cluster: NonNullable<Answers['cluster']>,
    shown: ReadonlySet<string>,
    signal: AbortSignal,
  ): Promise<readonly Choice<string>[]> {
    try {
      const engine = await this.#engine();
      const names = await engine.namespaces(cluster, signal);
      if (names === undefined) {
        return [notice(vscode.l10n.t('You may not list the namespaces of this cluster: type the name'))];
      }
      return [
        heading(vscode.l10n.t('namespaces of the cluster')),
        ...names.filter((name) => !shown.has(name)).map((name) => ({ label: name, value: name })),
      ];
    } catch (error) {
      return [notice(errorText(error))];
    }
  }
}
