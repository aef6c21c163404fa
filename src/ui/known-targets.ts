import type { Memento } from 'vscode';
import type { KubeTarget } from '../kube/api.ts';

const KEY = 'targets';
/** Targets that are remembered. */
const MOST = 50;

/** Where builds of this workspace went before: context, server and namespace together. */
export class KnownTargets {
  readonly #state: Memento;

  constructor(state: Memento) {
    this.#state = state;
  }

  has(target: KubeTarget): boolean {
    return this.#all().includes(keyOf(target));
  }

  async add(target: KubeTarget): Promise<void> {
    const key = keyOf(target);
    const others = this.#all().filter((other) => other !== key);
    await this.#state.update(KEY, [key, ...others].slice(0, MOST));
  }

  #all(): readonly string[] {
    const value: unknown = this.#state.get(KEY);
    return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
  }
}

/** A context that leads to another server than it did is another target. */
function keyOf({ context, server, namespace }: KubeTarget): string {
  return JSON.stringify([context, server, namespace]);
}
