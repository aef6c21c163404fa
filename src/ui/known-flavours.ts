import type { Memento } from 'vscode';
import { imageRepository } from '../build/flavour.ts';

const KEY = 'flavours';

/** Which flavour is in executor images whose names do not tell, as the user said once, by repository. */
export class KnownFlavours {
  readonly #state: Memento;

  constructor(state: Memento) {
    this.#state = state;
  }

  of(image: string): string | undefined {
    const { [imageRepository(image) ?? image]: flavour } = this.#all();
    return typeof flavour === 'string' ? flavour : undefined;
  }

  async add(image: string, flavour: string): Promise<void> {
    await this.#state.update(KEY, { ...this.#all(), [imageRepository(image) ?? image]: flavour });
  }

  #all(): Readonly<Record<string, unknown>> {
    return this.#state.get<Readonly<Record<string, unknown>>>(KEY) ?? {};
  }
}
