import type { Disposable } from 'vscode';

/** Something that is not made during activation but right after it, or when it is first asked for. */
export class Late<T extends Disposable> implements Disposable {
  readonly #create: () => T;
  readonly #timer: NodeJS.Timeout;
  #listener: (created: T) => void = () => undefined;
  #created: T | undefined;

  constructor(create: () => T) {
    this.#create = create;
    this.#timer = setTimeout(() => this.get(), 0);
  }

  get(): T {
    if (this.#created === undefined) {
      clearTimeout(this.#timer);
      this.#created = this.#create();
      this.#listener(this.#created);
    }
    return this.#created;
  }

  /** Calls `listener` when it is made. */
  onCreated(listener: (created: T) => void): void {
    this.#listener = listener;
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#created?.dispose();
  }
}
