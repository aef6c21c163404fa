import type { Memento } from 'vscode';

const KEY = 'namespaces';
const MOST = 5;

/** The namespaces that were used last, per kube context: many users may not list those of their cluster. */
export class RecentNamespaces {
  readonly #state: Memento;

  constructor(state: Memento) {
    this.#state = state;
  }

  /** Latest first. */
  of(kubeContext: string): readonly string[] {
    return this.#all()[kubeContext] ?? [];
  }

  async add(kubeContext: string, namespace: string): Promise<void> {
    const others = this.of(kubeContext).filter((other) => other !== namespace);
    await this.#state.update(KEY, { ...this.#all(), [kubeContext]: [namespace, ...others].slice(0, MOST) });
  }

  #all(): Readonly<Record<string, readonly string[]>> {
    return this.#state.get<Readonly<Record<string, readonly string[]>>>(KEY, {});
  }
}
