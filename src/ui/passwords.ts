import type { Memento, SecretStorage } from 'vscode';

/** One login at a registry. */
export interface Login {
  /** `host[:port]` */
  readonly registry: string;
  readonly username: string;
}

/** Which logins have a password: SecretStorage cannot list what it holds. */
const KEY = 'logins';

/** Passwords and tokens that were typed. They lie in SecretStorage only; the list of their logins holds no secret. */
export class Passwords {
  readonly #secrets: SecretStorage;
  readonly #state: Memento;

  constructor(secrets: SecretStorage, state: Memento) {
    this.#secrets = secrets;
    this.#state = state;
  }

  async get(login: Login): Promise<string | undefined> {
    return this.#secrets.get(secretKey(login));
  }

  async set(login: Login, password: string): Promise<void> {
    await this.#secrets.store(secretKey(login), password);
    await this.#state.update(KEY, [...this.#without(login), login]);
  }

  async forget(login: Login): Promise<void> {
    await this.#secrets.delete(secretKey(login));
    await this.#state.update(KEY, this.#without(login));
  }

  /** The logins that have a password, oldest first. */
  logins(): readonly Login[] {
    return this.#state.get<readonly Login[]>(KEY, []);
  }

  #without({ registry, username }: Login): readonly Login[] {
    return this.logins().filter((other) => other.registry !== registry || other.username !== username);
  }
}

function secretKey({ registry, username }: Login): string {
  return JSON.stringify(['password', registry, username]);
}
