import type { Disposable } from 'vscode';

/** Something that is not loaded during activation but right after it, or when it is first asked for. */
export class Late<T extends Disposable> implements Disposable {
  readonly #create: () => Promise<T>;
  readonly #timer: NodeJS.Timeout;
  #listener: (created: T) => void = () => undefined;
  #creating: Promise<T> | undefined;
  #created: T | undefined;
  #isDisposed = false;

  constructor(create: () => Promise<T>) {
    this.#create = create;
    // What went wrong is told to whoever asks for it next.
    this.#timer = setTimeout(() => void this.get().catch(() => undefined), 0);
  }

  /** Rejects where it could not be loaded; the next call tries again. */
  get(): Promise<T> {
    clearTimeout(this.#timer);
    this.#creating ??= this.#load();
    return this.#creating;
  }

  /** Calls `listener` when it is made. */
  onCreated(listener: (created: T) => void): void {
    this.#listener = listener;
  }

  dispose(): void {
    this.#isDisposed = true;
    clearTimeout(this.#timer);
    this.#created?.dispose();
  }

  async #load(): Promise<T> {
    try {
      const created = await this.#create();
      this.#created = created;
      if (this.#isDisposed) created.dispose();
      else this.#listener(created);
      return created;
    } catch (error) {
      this.#creating = undefined;
      throw error;
    }
  }
}
