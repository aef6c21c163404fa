import type { Memento } from 'vscode';
import { canonicalRegistry } from '../registry/reference.ts';

const KEY = 'loginConsents';

/** Registries whose login on this machine may be sent into clusters with builds; each was asked about once. */
export class Consents {
  readonly #state: Memento;

  constructor(state: Memento) {
    this.#state = state;
  }

  /** `host[:port]` in canonical form, in the order in which they were given. */
  all(): readonly string[] {
    const value: unknown = this.#state.get(KEY);
    return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
  }

  async give(registries: readonly string[]): Promise<void> {
    await this.#state.update(KEY, [...new Set([...this.all(), ...registries.map(canonicalRegistry)])]);
  }

  /** The next build asks again. */
  async revoke(registry: string): Promise<void> {
    const revoked = canonicalRegistry(registry);
    await this.#state.update(
      KEY,
      this.all().filter((other) => other !== revoked),
    );
  }
}
